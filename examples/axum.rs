//! A service that answers a creation as the Tracklysms API would: the documented status and code
//! where a page prints one, and the whole report beside it.
//!
//! `cargo run --example axum`, then
//! `curl -d '{"name": "Summer Promo"}' localhost:3000/api/v2/offers`

use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::routing::post;
use offerlint::tracklysms::CreateOffer;
use offerlint::{Payload, Report};
use serde_json::{Value, json};

fn app() -> Router {
    Router::new().route("/api/v2/offers", post(create))
}

async fn create(body: Bytes) -> (StatusCode, Json<Value>) {
    match CreateOffer::read(&body) {
        Ok(offer) => (StatusCode::OK, Json(json!({"success": true, "offer": offer}))),
        Err(report) => refuse(&report),
    }
}

/// The first documented answer; where no page prints one, a plain 400 without a code.
fn refuse(report: &Report) -> (StatusCode, Json<Value>) {
    let answer = report.api_errors().into_iter().next();
    let status = answer.and_then(|answer| StatusCode::from_u16(answer.0).ok());
    let body = json!({
        "error": report.errors().next().map(|found| &found.message),
        "code": answer.and_then(|answer| answer.1),
        "report": report,
    });
    (status.unwrap_or(StatusCode::BAD_REQUEST), Json(body))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    axum::serve(listener, app()).await
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use serde_json::Value;
    use tower::ServiceExt;

    async fn send(body: &'static str) -> (u16, Value) {
        let request = Request::post("/api/v2/offers").body(Body::from(body)).unwrap();
        let response = super::app().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, serde_json::from_slice(&bytes).unwrap())
    }

    #[tokio::test(flavor = "current_thread")]
    async fn answers_as_documented() {
        let (status, body) = send(r#"{"name": "A", "tracking_url": "https://t.acme.io/"}"#).await;
        assert_eq!((status, &body["offer"]["name"]), (200, &Value::from("A")));
        let (status, body) = send(r#"{"name": "A"}"#).await;
        assert_eq!((status, &body["code"]), (400, &Value::from("missing_tracking_url")));
        let (status, body) = send(r#"{"name": "A", "tracking_url": ""}"#).await;
        assert_eq!((status, &body["code"]), (400, &Value::Null));
    }
}
