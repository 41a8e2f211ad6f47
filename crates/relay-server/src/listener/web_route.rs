//! The web app over HTTP: cached by name where names change with the content, and allowed to load and
//! to talk to nothing but this relay.

use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, StatusCode};

use super::answer::{self, Answer};
use crate::web_app::{WebApp, WebFile};

/// No inline script, no other host. `wasm-unsafe-eval` allows compiling WebAssembly, not text.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; \
     worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

/// A camera for scanning a safety number, a microphone for voice notes and the place where somebody is, each
/// for the app alone and when its person asks; nothing else of the device.
const PERMISSIONS: &str =
    "camera=(self), microphone=(self), geolocation=(self), payment=(), usb=()";

/// Sent with everything, because a worker takes its policy from its own file.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// `None` when the app has nothing at that address, or the request does not read.
pub fn answer<B>(app: Option<&WebApp>, request: &Request<B>) -> Option<Answer> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    let file = app?.file(request.uri().path())?;
    let tag = HeaderValue::from_str(&file.tag).ok()?;
    let mut answer = if knows(request.headers(), &file.tag) {
        answer::empty(StatusCode::NOT_MODIFIED)
    } else {
        whole(file, request.headers())
    };
    let headers = answer.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let caching = if file.immutable { IMMUTABLE } else { ASK_AGAIN };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::ETAG, tag);
    Some(answer)
}

fn whole(file: &WebFile, asked: &HeaderMap) -> Answer {
    let forms = [("br", &file.brotli), ("gzip", &file.gzip)];
    let form = forms.into_iter().find_map(|(name, form)| {
        let bytes = form.as_ref().filter(|_| accepts(asked, name))?;
        Some((name, bytes.clone()))
    });
    let (coding, bytes) = form.map_or((None, file.plain.clone()), |(name, it)| (Some(name), it));
    let mut answer = answer::whole(StatusCode::OK, file.content_type, bytes);
    if let Some(coding) = coding {
        answer.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    answer
}

/// Whether a form is accepted (RFC 9110, section 12.5.3): named, and not with a weight of nothing.
fn accepts(asked: &HeaderMap, coding: &str) -> bool {
    let lists = asked.get_all(header::ACCEPT_ENCODING).iter();
    lists.filter_map(|value| value.to_str().ok()).flat_map(|list| list.split(',')).any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        let is_nothing = weight
            .trim()
            .strip_prefix("q=")
            .is_some_and(|digits| digits.bytes().all(|digit| matches!(digit, b'0' | b'.')));
        name.trim().eq_ignore_ascii_case(coding) && !is_nothing
    })
}

fn knows(asked: &HeaderMap, tag: &str) -> bool {
    let lists = asked.get_all(header::IF_NONE_MATCH).iter();
    lists
        .filter_map(|value| value.to_str().ok())
        .flat_map(|list| list.split(','))
        .any(|one| one.trim().trim_start_matches("W/") == tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt as _;

    fn app() -> WebApp {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("assets")).unwrap();
        for (name, text) in [
            ("index.html", "page"),
            ("assets/a-1.wasm", "code"),
            ("assets/a-1.wasm.br", "br"),
            ("assets/a-1.wasm.gz", "gz"),
        ] {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        WebApp::read(folder.path()).unwrap()
    }

    fn ask(path: &str, headers: &[(HeaderName, &str)]) -> Option<Answer> {
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        answer(Some(&app()), &request.body(()).unwrap())
    }

    fn header_of(answer: &Answer, name: HeaderName) -> &str {
        answer.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[tokio::test]
    async fn a_browser_gets_the_smallest_form_that_it_takes() {
        for (accepted, form) in [
            ("gzip, deflate, br, zstd", "br"),
            ("gzip", "gzip"),
            ("br;q=0, gzip;q=0.5", "gzip"),
            ("identity", ""),
        ] {
            let answer = ask("/assets/a-1.wasm", &[(header::ACCEPT_ENCODING, accepted)]).unwrap();
            assert_eq!(header_of(&answer, header::CONTENT_ENCODING), form, "{accepted}");
            assert_eq!(header_of(&answer, header::CONTENT_TYPE), "application/wasm");
            let body = answer.into_body().collect().await.unwrap().to_bytes();
            let expected = [("br", "br"), ("gzip", "gz"), ("", "code")];
            let expected = expected.iter().find(|(name, _)| *name == form).unwrap().1;
            assert_eq!(body, expected);
        }
    }

    #[test]
    fn the_policy_names_no_other_host_and_no_inline_script() {
        let answer = ask("/", &[]).unwrap();
        let policy = header_of(&answer, header::CONTENT_SECURITY_POLICY);
        for word in ["unsafe-inline", "'unsafe-eval'", "http:", "https:", "data:", "*"] {
            assert!(!policy.contains(word), "{word}");
        }
        assert!(policy.starts_with("default-src 'none'"));
    }

    #[test]
    fn what_has_not_changed_is_not_sent_again() {
        let first = ask("/", &[]).unwrap();
        let tag = header_of(&first, header::ETAG).to_owned();
        let again = ask("/", &[(header::IF_NONE_MATCH, &tag)]).unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        let other = ask("/", &[(header::IF_NONE_MATCH, "\"0\"")]).unwrap();
        assert_eq!(other.status(), StatusCode::OK);
        assert_eq!(header_of(&first, header::CACHE_CONTROL), ASK_AGAIN);
        let asset = ask("/assets/a-1.wasm", &[]).unwrap();
        assert_eq!(header_of(&asset, header::CACHE_CONTROL), IMMUTABLE);
    }

    #[test]
    fn what_is_not_the_apps_is_left_to_others() {
        assert!(ask("/v1/connect", &[]).is_none());
        assert!(ask("/assets/a-1.wasm.br", &[]).is_none());
        let put = Request::put("/").body(()).unwrap();
        assert!(answer(Some(&app()), &put).is_none());
        assert!(answer(None, &Request::get("/").body(()).unwrap()).is_none());
    }
}
