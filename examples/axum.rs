//! A service with two routes: one answers errors as the Tracklysms API documents them, the other with
//! the whole report.
//!
//! `cargo run --example axum --features axum`, then
//! `curl -d '{"name": "Summer Promo"}' localhost:3000/api/v2/offers`

use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use offerlint::tracklysms::CreateOffer;
use offerlint::{Offer, RefusedOffer};
use serde_json::json;

fn app() -> Router {
    Router::new().route("/api/v2/offers", post(create)).route("/offers", post(create_or_report))
}

/// Answers errors as the API documents them.
async fn create(offer: Result<Offer<CreateOffer>, RefusedOffer>) -> Response {
    match offer {
        Ok(Offer(offer)) => created(&offer),
        Err(refused) => refused.into_api_response(),
    }
}

/// Answers errors with status 422 and the whole report.
async fn create_or_report(Offer(offer): Offer<CreateOffer>) -> Response {
    created(&offer)
}

fn created(offer: &CreateOffer) -> Response {
    axum::Json(json!({"success": true, "offer": offer})).into_response()
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

    async fn send(path: &str, body: &'static str) -> (u16, Value) {
        let request = Request::post(path).body(Body::from(body)).unwrap();
        let response = super::app().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, serde_json::from_slice(&bytes).unwrap())
    }

    #[tokio::test(flavor = "current_thread")]
    async fn answers_as_documented() {
        let (status, body) =
            send("/api/v2/offers", r#"{"name": "A", "tracking_url": "https://t.acme.io/"}"#).await;
        assert_eq!((status, &body["offer"]["name"]), (200, &Value::from("A")));
        let (status, body) = send("/api/v2/offers", r#"{"name": "A"}"#).await;
        assert_eq!((status, &body["code"]), (400, &Value::from("missing_tracking_url")));
        let (status, body) = send("/api/v2/offers", r#"{"name": "A", "tracking_url": ""}"#).await;
        assert_eq!((status, &body["code"]), (400, &Value::Null));
    }

    #[tokio::test(flavor = "current_thread")]
    async fn answers_with_the_report() {
        let (status, body) = send("/offers", r#"{"name": "A", "payout": "2"}"#).await;
        let rules: Vec<_> = body["report"]["diagnostics"].as_array().unwrap().iter().collect();
        assert_eq!((status, rules.len()), (422, 2));
        assert_eq!(rules[1]["pointer"], "/payout");
    }
}
