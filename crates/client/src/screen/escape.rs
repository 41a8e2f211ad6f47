//! Other people's words on a terminal: nothing in them may move the cursor, change a colour, turn the
//! direction of what follows, or look like another line.

/// Characters that act on a terminal or on the order of the text instead of being read.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061c}' | '\u{200e}' | '\u{200f}'  // marks of direction
            | '\u{202a}'..='\u{202e}'             // embeddings and overrides
            | '\u{2066}'..='\u{2069}'             // isolates
            | '\u{2028}' | '\u{2029}'             // line and paragraph separators
            | '\u{fff9}'..='\u{fffb}'             // interlinear annotation
            | '\u{feff}' | '\u{e0001}'            // byte order mark, language tag
        )
}

/// A name or a title: one line, whatever is in it.
pub fn line(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut shown, c| {
        push(&mut shown, c);
        shown
    })
}

/// A message: its own line breaks stay, and what follows one is indented so that it cannot pass for
/// the next message.
pub fn paragraph(text: &str, indent: usize) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text.strip_suffix('\n').unwrap_or(text).chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\n' => {
                shown.push('\n');
                shown.extend(std::iter::repeat_n(' ', indent));
            }
            '\t' => shown.push_str("    "),
            _ => push(&mut shown, c),
        }
    }
    shown
}

fn push(shown: &mut String, c: char) {
    if acts(c) { shown.extend(c.escape_unicode()) } else { shown.push(c) }
}

/// JSON in which the same characters are written as `\u` escapes: the value is the same, and a
/// terminal that shows it raw stays unharmed.
pub struct EscapingFormatter;

impl serde_json::ser::Formatter for EscapingFormatter {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> std::io::Result<()>
    where
        W: ?Sized + std::io::Write,
    {
        let mut plain_from = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| acts(*c)) {
            writer.write_all(&fragment.as_bytes()[plain_from..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            plain_from = at + c.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[plain_from..])
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;

    #[test]
    fn nothing_in_a_name_acts_on_the_terminal() {
        for (name, shown) in [
            ("board\u{1b}[2J", "board\\u{1b}[2J"),
            ("a\nb", "a\\u{a}b"),
            ("a\u{9b}31mb", "a\\u{9b}31mb"),
            ("\u{202e}drawkcab", "\\u{202e}drawkcab"),
            ("a\u{2066}b\u{2069}", "a\\u{2066}b\\u{2069}"),
            ("bell\u{7}\u{7f}", "bell\\u{7}\\u{7f}"),
            ("Zoë 👩‍👩‍👧 שלום", "Zoë 👩‍👩‍👧 שלום"),
        ] {
            assert_eq!(line(name), shown);
        }
    }

    #[test]
    fn a_message_keeps_its_lines_and_cannot_pass_for_the_next_one() {
        assert_eq!(paragraph("one\r\ntwo\n3  bob  hello\n", 4), "one\n    two\n    3  bob  hello");
        assert_eq!(paragraph("a\rb\tc", 4), "a\\u{d}b    c");
    }

    #[test]
    fn json_escapes_what_acts_and_keeps_the_value() {
        let text = "a\u{9b}b\u{202e}c\u{1b}d\u{e0001}e\"";
        let mut bytes = Vec::new();
        let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, EscapingFormatter);
        text.serialize(&mut serializer).unwrap();
        let json = String::from_utf8(bytes).unwrap();
        assert_eq!(json, r#""a\u009bb\u202ec\u001bd\udb40\udc01e\"""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
