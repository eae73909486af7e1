//! Messages over standard input and output: `Content-Length`, a blank line, JSON.
//!
//! `lsp_server::Message::read` ends at the first text that is not a message, and reserves as many bytes
//! as the header promises. Here such a text is an event that the server answers.

use std::io::{self, BufRead, Read, Write};

use lsp_server::Message;

/// The largest message that is read, in bytes.
const MAX_MESSAGE: u64 = 256 << 20;

/// The largest header line that is read, in bytes.
const MAX_HEADER: u64 = 4096;

/// The result of reading a message.
#[derive(Debug)]
pub(crate) enum Incoming {
    Message(Message),
    /// A body that is no message, with the reason.
    Malformed(String),
}

/// Reads the next message; none at the end of the stream.
pub(crate) fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let Some(length) = read_header(input)? else { return Ok(None) };
    let length = match length {
        Ok(length) => length,
        Err(reason) => return Ok(Some(Incoming::Malformed(reason))),
    };
    if length > MAX_MESSAGE {
        io::copy(&mut input.take(length), &mut io::sink())?;
        let reason = format!("the message has more than {MAX_MESSAGE} bytes");
        return Ok(Some(Incoming::Malformed(reason)));
    }
    let mut body = Vec::new();
    input.take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length {
        return Ok(None);
    }
    Ok(Some(match serde_json::from_slice(&body) {
        Ok(Message::Notification(notification)) if has_id(&notification.method, &body) => {
            Incoming::Malformed("the id must be a string or an integer of 32 bits".to_owned())
        }
        Ok(message) => Incoming::Message(message),
        Err(error) => Incoming::Malformed(format!("the text is not a message: {error}")),
    }))
}

/// Whether a text that was read as a notification is a request with an id of an unknown kind. Texts
/// with documents are not read twice.
fn has_id(method: &str, body: &[u8]) -> bool {
    #[derive(serde::Deserialize)]
    struct Id {
        id: Option<serde::de::IgnoredAny>,
    }
    !method.starts_with("textDocument/did")
        && serde_json::from_slice::<Id>(body).is_ok_and(|found| found.id.is_some())
}

/// Reads the header lines and returns the length of the body; none at the end of the stream.
fn read_header(input: &mut impl BufRead) -> io::Result<Option<Result<u64, String>>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.take(MAX_HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if line.is_empty() {
            match length.take() {
                Some(length) => return Ok(Some(length)),
                // Blank lines before a header are skipped.
                None => continue,
            }
        }
        let Some((name, value)) = line.split_once(':') else { continue };
        if name.trim().eq_ignore_ascii_case("content-length") {
            let number = value.trim().parse();
            length = Some(number.map_err(|_| "Content-Length is not a number".to_owned()));
        }
    }
}

/// Writes a message.
pub(crate) fn write(message: &Message, output: &mut impl Write) -> io::Result<()> {
    message.write(output)?;
    output.flush()
}

/// Writes the answer to a text from which no id could be read.
pub(crate) fn write_parse_error(reason: &str, output: &mut impl Write) -> io::Result<()> {
    let error = serde_json::json!({
        "jsonrpc": "2.0",
        "id": null,
        "error": {"code": lsp_server::ErrorCode::ParseError as i32, "message": reason},
    });
    let text = error.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    output.flush()
}
