//! Inputs that are almost right, from a fixed sequence, so that a failure comes again.

use corridor_wire::client_frame::{Append, ClientFrame, Record, Request};
use corridor_wire::encode;
use corridor_wire::id::{BlobId, DeviceId, LogId, OpId, Signature};
use corridor_wire::token::Token;

/// Knuth's MMIX generator.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    pub fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap()
    }

    pub fn noise(&mut self, most: usize) -> Vec<u8> {
        let length = self.below(most);
        (0..length).map(|_| self.byte()).collect()
    }

    fn one_of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }

    /// Cut off, doubled from somewhere on, or with some bytes changed among the first `near`.
    fn damaged(&mut self, mut bytes: Vec<u8>, near: usize) -> Vec<u8> {
        match self.below(4) {
            0 => bytes.truncate(self.below(bytes.len())),
            1 => {
                let from = self.below(bytes.len());
                bytes.extend_from_within(from..);
            }
            _ => {
                for _ in 0..=self.below(4) {
                    let at = self.below(bytes.len().min(near));
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = u8::try_from(self.0 >> 40 & 0xff).unwrap();
                    }
                }
            }
        }
        bytes
    }

    /// Noise, or a frame that was one before something happened to it.
    pub fn frame(&mut self) -> Vec<u8> {
        let token = Token::from_bytes([self.byte(); 32]);
        let log = LogId::from_bytes([5; 16]);
        let request = match self.below(7) {
            0 => return self.noise(400),
            1 => Request::Append(Append {
                log,
                op_id: OpId::from_bytes([self.byte(); 16]),
                token: None,
                expect_version: 3,
                record: Record::new(vec![7; 300]).unwrap(),
                commit: None,
                wake: None,
            }),
            2 => Request::CreateLog { log, token_hash: token.hash(), delete_hash: token.hash() },
            3 => Request::Read { log, token: None, from_seq: 1 },
            4 => Request::LookUpAccount { account: "witness@localhost".parse().unwrap() },
            5 => Request::DeleteBlob { blob: BlobId::from_bytes([1; 16]), write_token: token },
            _ => Request::RevokeDevice {
                device: DeviceId::from_bytes([self.byte(); 16]),
                signature: Signature::from_bytes([self.byte(); Signature::LENGTH]),
            },
        };
        let bytes = encode(&ClientFrame { request_id: 5, request });
        // Near the beginning, where lengths and types are.
        self.damaged(bytes, 24)
    }

    /// A request with headers that contradict each other, or a request that was one.
    pub fn request(&mut self) -> Vec<u8> {
        let method = self.one_of(&["GET", "HEAD", "PUT", "POST", "OPTIONS", "get", "\u{0}"]);
        let path = self.one_of(&[
            "/join",
            "/healthz",
            "/readyz",
            "/v1/connect",
            "/v1/blobs/",
            "/v1/blobs/zz",
            "*",
            "/%00/../..//join",
            "http://[::1/",
        ]);
        let version = self.one_of(&["HTTP/1.1", "HTTP/1.0", "HTTP/2", "HTTP/9.9"]);
        let mut text = format!("{method} {path} {version}\r\nHost: relay\r\n");
        for _ in 0..self.below(4) {
            text.push_str(self.one_of(&[
                "Content-Length: 5\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: 18446744073709551616\r\n",
                "Transfer-Encoding: chunked\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Connection: Upgrade\r\nUpgrade: websocket\r\n",
                "Sec-WebSocket-Version: 99\r\n",
                "Expect: 100-continue\r\n",
                " folded\r\n",
                ": empty\r\n",
                "X: \u{7f}\r\n",
            ]));
        }
        text.push_str("\r\nffffffffffffffff\r\nbody");
        if self.below(2) == 0 { text.into_bytes() } else { self.damaged(text.into_bytes(), 60) }
    }

    /// Anything at all of a blob that is there.
    pub fn blob_request(&mut self, blob: BlobId, token: &str) -> Vec<u8> {
        let method = self.one_of(&["GET", "PUT", "PUT", "HEAD"]);
        let token = if self.below(4) == 0 { "AAAA" } else { token };
        let mut text = format!(
            "{method} /v1/blobs/{blob} HTTP/1.1\r\nHost: relay\r\nAuthorization: Bearer {token}\r\n"
        );
        for _ in 0..=self.below(2) {
            text.push_str(self.one_of(&[
                "Content-Range: bytes 0-63/65536\r\n",
                "Content-Range: bytes 63-0/65536\r\n",
                "Content-Range: bytes 0-18446744073709551615/65536\r\n",
                "Content-Range: bytes */65536\r\n",
                "Range: bytes=0-\r\n",
                "Range: bytes=18446744073709551615-18446744073709551615\r\n",
                "Range: bytes=-18446744073709551615\r\n",
                "Content-Length: 64\r\n",
                "Content-Length: 65536\r\n",
                "Transfer-Encoding: chunked\r\n",
            ]));
        }
        text.push_str("\r\n");
        let mut bytes = text.into_bytes();
        bytes.extend(self.noise(200));
        if self.below(3) == 0 { self.damaged(bytes, 200) } else { bytes }
    }

    /// WebSocket frames (RFC 6455, section 5.2) with wrong masks, lengths, kinds and orders.
    pub fn socket_frames(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for _ in 0..=self.below(4) {
            let kind = self.byte();
            let length = match self.below(5) {
                0 => vec![0x80 | 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
                1 => vec![0x80 | 0x7e, self.byte(), self.byte()],
                2 => vec![self.byte()],
                _ => vec![0x80 | u8::try_from(self.below(40)).unwrap()],
            };
            bytes.push(kind);
            bytes.extend(length);
            bytes.extend(self.noise(60));
        }
        bytes
    }

    /// Records of TLS (RFC 8446, section 5.1): a hello of sorts, alerts, noise.
    pub fn handshake(&mut self) -> Vec<u8> {
        let mut hello = vec![0x16, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3];
        hello.extend([self.byte(); 32]);
        hello.extend([0, 0, 4, 0x13, 1, 0x13, 3, 1, 0, 0, 151]);
        // Extensions: groups, key shares, versions, and whatever follows.
        for extension in [[0, 10], [0, 51], [0, 43], [0, 13]] {
            hello.extend(extension);
            hello.extend([0, 20]);
            hello.extend((0..20).map(|_| 0).map(|zero: u8| zero | self.byte()));
        }
        hello.resize(205, 0);
        match self.below(5) {
            0 => self.noise(300),
            1 => [vec![0x15, 3, 3, 0, 2, 2], vec![self.byte()]].concat(),
            2 => hello,
            _ => self.damaged(hello, 120),
        }
    }
}
