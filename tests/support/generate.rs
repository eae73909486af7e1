//! Clean payloads of every contract, generated from a seed: realistic in their variety, and always
//! the same for the same seed.
#![allow(dead_code, unreachable_pub)]

use offerlint::Contract;

/// JSON with its order and spelling.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// A scalar as it is written.
    Raw(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub fn text(text: &str) -> Self {
        Self::Raw(serde_json::Value::from(text).to_string())
    }

    pub fn raw(text: impl ToString) -> Self {
        Self::Raw(text.to_string())
    }

    pub fn members(&mut self) -> &mut Vec<(String, Json)> {
        match self {
            Self::Object(members) => members,
            _ => panic!("not an object"),
        }
    }

    pub fn items(&mut self) -> &mut Vec<Json> {
        match self {
            Self::Array(items) => items,
            _ => panic!("not an array"),
        }
    }

    /// The value of a member, which is added if it is not there.
    pub fn at(&mut self, name: &str) -> &mut Json {
        let members = self.members();
        if !members.iter().any(|(key, _)| key == name) {
            members.push((name.to_owned(), Json::raw("null")));
        }
        &mut members.iter_mut().find(|(key, _)| key == name).unwrap().1
    }

    pub fn has(&self, name: &str) -> bool {
        matches!(self, Self::Object(members) if members.iter().any(|(key, _)| key == name))
    }

    pub fn set(&mut self, name: &str, value: Json) -> &mut Self {
        *self.at(name) = value;
        self
    }

    pub fn remove(&mut self, name: &str) -> &mut Self {
        self.members().retain(|(key, _)| key != name);
        self
    }

    pub fn write(&self, pretty: bool) -> String {
        let mut out = String::new();
        self.write_into(if pretty { Some(0) } else { None }, &mut out);
        out
    }

    fn write_into(&self, depth: Option<usize>, out: &mut String) {
        let line = |out: &mut String, depth: Option<usize>| {
            if let Some(depth) = depth {
                out.push('\n');
                out.push_str(&"  ".repeat(depth));
            }
        };
        let inner = depth.map(|depth| depth + 1);
        match self {
            Self::Raw(text) => out.push_str(text),
            Self::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    line(out, inner);
                    item.write_into(inner, out);
                }
                if !items.is_empty() {
                    line(out, depth);
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    line(out, inner);
                    out.push_str(&serde_json::Value::from(name.as_str()).to_string());
                    out.push_str(if depth.is_some() { ": " } else { ":" });
                    value.write_into(inner, out);
                }
                if !members.is_empty() {
                    line(out, depth);
                }
                out.push('}');
            }
        }
    }
}

/// A small generator of numbers: splitmix64.
pub struct Random(pub u64);

impl Random {
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.number() % limit as u64) as usize
    }

    /// True with a probability of 1 in `count`.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }

    fn uuid(&mut self) -> Json {
        let (a, b) = (self.number(), self.number() | 1);
        let text = format!("{a:016x}{b:016x}");
        let uuid = [&text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..]].join("-");
        Json::text(&if self.one_in(4) { uuid.to_uppercase() } else { uuid })
    }

    fn uuids(&mut self, most: usize) -> Json {
        let count = 1 + self.below(most);
        Json::Array((0..count).map(|_| self.uuid()).collect())
    }

    fn flag(&mut self) -> Json {
        Json::raw(self.one_in(2))
    }

    /// A name: mostly plain words, now and then letters of other scripts, marks and quotes.
    fn title(&mut self) -> String {
        const WORDS: [&str; 16] = [
            "Summer", "Promo", "Bingo", "Blitz", "Coin", "Level", "Puzzle", "Install", "Royal",
            "Rush", "Cash", "Quest", "Trial", "2026", "Now", "US",
        ];
        const RARE: [&str; 8] =
            ["Crème", "日本", "R&D", "Größe", "🎯", "Café", "\"Rome\"", "50% off"];
        let count = 2 + self.below(4);
        let rare = if self.one_in(4) { self.below(count) } else { count };
        (0..count)
            .map(|index| self.pick(if index == rare { &RARE } else { &WORDS }))
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn prose(&mut self) -> String {
        const SENTENCES: [&str; 6] = [
            "Stream sports, music, podcasts and more.",
            "Complete the level within 30 days of the installation.",
            "Subscribe for a 3 month trial for $1 and keep it for 30 days.",
            "New users only; one reward a person.",
            "Rewards are paid after the pending time.",
            "Must make first trade",
        ];
        const RARE: [&str; 4] = [
            "Download the game\nand complete level \"Rome\".",
            "Solo nuevos usuarios; válido en España.",
            "<b>Terms</b> apply.\tAward within 30 days.",
            "新規ユーザーのみ。",
        ];
        let count = 1 + self.below(3);
        let rare = if self.one_in(3) { self.below(count) } else { count };
        (0..count)
            .map(|index| self.pick(if index == rare { &RARE } else { &SENTENCES }))
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn url(&mut self) -> String {
        const HOSTS: [&str; 5] = [
            "track.example.com",
            "app.appsflyer.example.com",
            "t.acme.io",
            "go.example.org:8443",
            "cdn-3.example.net",
        ];
        const QUERIES: [&str; 8] = [
            "",
            "?offer_id=123&click={click_id}&affiliate={affiliate_id}&source=%SOURCE%",
            "?c={{messageId}}&sub=%SUB%",
            "?pid=gokart&af_id={gk_click_id}&af_siteid={publisher_id}&af_sub1={sub_id}",
            "?u=https%3A%2F%2Fexample.com%2F&x=1",
            "#top",
            "?q=a%20b",
            "?ids[]=1&ids[]=2",
        ];
        let (host, query) = (self.pick(&HOSTS), self.pick(&QUERIES));
        format!("https://{host}/offers/click/{}{query}", self.below(1_000_000))
    }

    fn amount(&mut self) -> Json {
        match self.below(4) {
            0 => Json::raw("0"),
            1 => Json::raw(self.below(100)),
            2 => Json::raw(format!("{}.{:02}", self.below(50), self.below(100))),
            _ => Json::raw(format!("{}.5", self.below(100))),
        }
    }

    fn shuffle(&mut self, members: &mut [(String, Json)]) {
        for index in (1..members.len()).rev() {
            members.swap(index, self.below(index + 1));
        }
    }
}

/// Builds an object from its members, some of which may be left out.
struct Builder {
    random: Random,
    members: Vec<(String, Json)>,
}

impl Builder {
    fn new(random: Random) -> Self {
        Self { random, members: Vec::new() }
    }

    fn must(&mut self, name: &str, make: impl FnOnce(&mut Random) -> Json) -> &mut Self {
        let value = make(&mut self.random);
        self.members.push((name.to_owned(), value));
        self
    }

    fn may(&mut self, name: &str, make: impl FnOnce(&mut Random) -> Json) -> &mut Self {
        if self.random.one_in(2) { self.must(name, make) } else { self }
    }

    /// Three times in four.
    fn often(&mut self, name: &str, make: impl FnOnce(&mut Random) -> Json) -> &mut Self {
        if self.random.one_in(4) { self } else { self.must(name, make) }
    }

    fn finish(mut self) -> (Json, Random) {
        if self.random.one_in(3) {
            self.random.shuffle(&mut self.members);
        }
        (Json::Object(self.members), self.random)
    }
}

/// A clean payload.
pub fn payload(contract: Contract, seed: u64) -> Json {
    let random = Random(seed);
    match contract.name() {
        "tracklysms/create-offer" => request(random, true),
        "tracklysms/update-offer" => request(random, false),
        "tracklysms/get-offer" => offer(random, seed).0,
        "tracklysms/list-offers" => list(random),
        "tracklysms/create-offer-response" | "tracklysms/update-offer-response" => {
            response(random, seed)
        }
        "tracklysms/list-offers-query" => query(random),
        "gokart/update-offer" => gokart(random),
        _ => gokart_response(random),
    }
}

/// The payload as text, compact or pretty.
pub fn text(contract: Contract, seed: u64) -> String {
    payload(contract, seed).write(seed.is_multiple_of(3))
}

fn metadata(random: &mut Random) -> Json {
    const NAMES: [&str; 5] = ["vertical", "geo", "owner", "notes", "größe"];
    let count = random.below(5);
    let from = random.below(NAMES.len() - count + 1);
    let value = |random: &mut Random, name: &str| match name {
        "vertical" => random.pick(&["finance", "gaming", "health & beauty", "vpn"]).to_owned(),
        "geo" => random.pick(&["US", "US,CA,GB", "DACH"]).to_owned(),
        "owner" => format!("team-{}@example.com", random.below(20)),
        _ => random.prose(),
    };
    let pairs = NAMES[from..from + count].iter();
    Json::Object(pairs.map(|name| ((*name).to_owned(), Json::text(&value(random, name)))).collect())
}

/// A platform with an id that belongs to it, or neither.
fn external(builder: &mut Builder) {
    match builder.random.below(4) {
        0 => {
            builder.must("external_platform", |_| Json::text("tune"));
            builder.must("external_id", |r| Json::text(&(1 + r.below(9999)).to_string()));
        }
        1 => {
            builder.must("external_platform", |_| Json::text("everflow"));
            builder.must("external_id", |r| Json::text(&format!("OFR{}", r.below(9999))));
        }
        2 => {
            builder.must("external_platform", |_| Json::raw("null"));
            builder.must("external_id", |_| Json::raw("null"));
        }
        _ => {}
    }
}

fn request(random: Random, create: bool) -> Json {
    let mut b = Builder::new(random);
    if create {
        b.must("name", |r| Json::text(&r.title())).must("tracking_url", |r| Json::text(&r.url()));
    } else {
        b.may("name", |r| Json::text(&r.title())).may("tracking_url", |r| Json::text(&r.url()));
        b.must("payout", Random::amount);
    }
    external(&mut b);
    b.often("advertiser_id", |r| Json::text(&format!("adv_{}", r.below(999))));
    if create {
        b.must("payout", Random::amount);
    }
    b.often("payout_type", |r| Json::text(r.pick(&["cpa", "cpc"])));
    b.often("filter_bots", Random::flag);
    let statuses: &[&str] =
        if create { &["active", "paused"] } else { &["active", "paused", "archived"] };
    b.often("status", |r| Json::text(r.pick(statuses)));
    b.often("metadata", metadata);
    b.finish().0
}

fn offer(random: Random, id: u64) -> (Json, Random) {
    let mut b = Builder::new(random);
    b.must("id", |_| Json::text(&format!("664f1a2b{id:016x}")));
    b.may("slug", |_| Json::text("ofr_summer-promo_a1b2c3"));
    b.must("name", |r| Json::text(&r.title())).must("tracking_url", |r| Json::text(&r.url()));
    b.must("external_platform", |r| Json::raw(r.pick(&["null", "\"tune\"", "\"everflow\""])));
    b.must("external_id", |r| Json::raw(r.pick(&["null", "\"4521\""])));
    b.must("advertiser_id", |r| Json::raw(r.pick(&["null", "\"adv_882\""])));
    b.must("payout", Random::amount).must("payout_type", |r| Json::text(r.pick(&["cpa", "cpc"])));
    b.must("filter_bots", Random::flag);
    b.must("status", |r| Json::text(r.pick(&["active", "paused", "archived"])));
    b.must("metadata", metadata);
    b.must("created_at", |r| Json::text(r.pick(&["2025-11-01T14:30:00", "2025-11-01T14:30:00Z"])));
    b.must("updated_at", |r| {
        Json::text(r.pick(&["2025-11-01T14:30:00Z", "2026-01-10T16:45:00.250"]))
    });
    b.finish()
}

fn response(random: Random, id: u64) -> Json {
    let (offer, mut random) = offer(random, id);
    if random.one_in(2) {
        return offer;
    }
    Json::Object(vec![("success".into(), Json::raw("true")), ("offer".into(), offer)])
}

fn list(mut random: Random) -> Json {
    let count = random.below(5);
    let offers = (0..count).map(|index| offer(Random(random.number()), index as u64).0).collect();
    let pagination =
        [("page", 1), ("per_page", 25), ("total", count), ("total_pages", usize::from(count > 0))];
    let pagination = pagination.map(|(name, value)| (name.to_owned(), Json::raw(value)));
    Json::Object(vec![
        ("offers".into(), Json::Array(offers)),
        ("pagination".into(), Json::Object(pagination.into())),
    ])
}

fn query(random: Random) -> Json {
    let mut b = Builder::new(random);
    b.may("status", |r| Json::text(r.pick(&["active", "paused", "archived"])));
    b.may("page", |r| Json::raw(r.pick(&["1", "\"2\"", "30"])));
    b.may("per_page", |r| Json::raw(r.pick(&["1", "\"100\"", "25"])));
    b.finish().0
}

/// Caps of ascending size, some left out.
fn caps(b: &mut Builder, nullable: bool) {
    for (name, cap) in
        [("dailyCap", 100), ("weeklyCap", 500), ("monthlyCap", 2000), ("allTimeCap", 10_000)]
    {
        b.may(name, |r| {
            if nullable && r.one_in(3) { Json::raw("null") } else { Json::raw(cap + r.below(100)) }
        });
    }
}

fn gokart(random: Random) -> Json {
    let mut b = Builder::new(random);
    let multi = !b.random.one_in(4);
    let costs = b.random.one_in(3);
    b.must("id", Random::uuid).must("trackingSystemLink", |r| Json::text(&r.url()));
    b.must("trackingSystem", |r| Json::text(r.pick(&["Appsflyer", "SINGULAR"])));
    b.must("name", |r| Json::text(&r.title()));
    if costs {
        b.must("advertiserCampaignName", |_| Json::text("Campaign_test_ios"));
    }
    b.must("headline", |r| Json::text(&r.title()));
    b.must("shortDescription", |r| Json::text(&r.prose()))
        .may("keyPoints", |r| Json::text(&r.prose()));
    b.must("offerDetails", |r| Json::text(&r.prose()));
    b.may("termsAndDisclaimers", |r| Json::text(&r.prose()));
    b.must("offerType", |_| Json::text(if multi { "MultiEvent" } else { "SingleEvent" }));
    b.must("conversionType", |r| Json::text(r.pick(&["FlatRate", "RevShare"])));
    b.must("advertiserId", Random::uuid).may("isFeatured", Random::flag);
    if !multi {
        caps(&mut b, false);
    }
    b.may("allowRepetitions", Random::flag);
    b.must("budgetType", |r| Json::text(r.pick(&["Daily", "total"])));
    b.must("budgetAmount", |r| Json::raw(1000 + r.below(9000)));
    b.must("launchDate", |_| Json::text("2025-02-27T23:00:00Z"));
    b.may("endDate", |r| {
        Json::text(r.pick(&["2025-02-27T23:00:00Z", "2026-12-31T23:59:59.999+01:00"]))
    });
    b.may("deviceTypes", |r| {
        Json::raw(r.pick(&["\"iOS, Android\"", "\"All\"", "[\"ios\",\"Browser\"]"]))
    });
    b.must("revenue", Random::amount).must("reward", Random::amount);
    b.must("rewardingType", |r| Json::text(r.pick(&["Automatic", "manual"])));
    b.must("pendingTime", |r| Json::raw(r.below(60)));
    b.must("baselineEpc", |r| Json::text(r.pick(&["5", "6.40", "10"])))
        .must("lockBaselineEpc", Random::flag);
    b.must("ageId", Random::uuid)
        .must("categoryIds", |r| r.uuids(5))
        .must("countryIds", |r| r.uuids(6));
    b.often("countryStateIds", |r| r.uuids(4));
    b.may("zipCodes", |r| Json::raw(r.pick(&["[\"92801\",\"90001\"]", "[]", "[\"SW1A 1AA\"]"])));
    b.may("genderIds", |r| r.uuids(2)).may("showAtBottomToAllUnselectedGenders", Random::flag);
    b.often("placementIds", |r| r.uuids(3));
    if costs {
        b.must("shouldSendCostData", |_| Json::raw("true"));
        b.must("offerCostReportInfo", |r| Json::Array(vec![cost_report(r)]));
    } else {
        b.may("shouldSendCostData", |_| Json::raw("false"));
    }
    if multi {
        b.must("offerEvents", |r| {
            let count = 3 + r.below(6);
            Json::Array((0..count).map(|index| event(r.number(), index)).collect())
        });
    }
    b.must("creatives", |r| {
        let count = 1 + r.below(4);
        Json::Array((0..count).map(|index| creative(r.number(), index)).collect())
    });
    b.finish().0
}

fn cost_report(random: &mut Random) -> Json {
    let store = random.pick(&["com.example.app", "id1234567890", "1234567890"]);
    let members =
        [("costType", random.pick(&["CPI", "CPA"])), ("appName", "Coin Game"), ("storeId", store)];
    Json::Object(members.map(|(name, value)| (name.to_owned(), Json::text(value))).into())
}

fn event(seed: u64, index: usize) -> Json {
    let mut b = Builder::new(Random(seed));
    let (has_revenue, has_reward) = (!b.random.one_in(4), !b.random.one_in(4));
    let sequenced = !b.random.one_in(3);
    b.must("id", Random::uuid)
        .must("name", |r| Json::text(&r.title()))
        .must("showOnOfferWall", Random::flag);
    b.must("eventId", |_| Json::text(&format!("level_{index}")));
    b.must("displayOrder", |_| Json::raw(index));
    b.must("sequenceNumber", |_| if sequenced { Json::raw(index + 1) } else { Json::raw("null") });
    b.may("minTimeFromPreviousEvent", |_| Json::raw(if sequenced { "24" } else { "null" }));
    b.may("deadlineDays", |r| Json::raw(r.pick(&["30", "null", "0.5"])));
    b.must("pendingTime", |r| Json::raw(r.pick(&["30", "null", "0"])));
    b.must("hasRevenue", |_| Json::raw(has_revenue));
    b.must("revenue", |r| {
        Json::raw(if has_revenue { r.pick(&["5", "12.50"]) } else { r.pick(&["null", "0"]) })
    });
    b.must("hasReward", |_| Json::raw(has_reward));
    b.must("useDefaultRatio", |_| Json::raw(has_reward && has_revenue));
    b.must("reward", |r| {
        Json::raw(if has_reward { r.pick(&["2", "1.25"]) } else { r.pick(&["null", "0"]) })
    });
    caps(&mut b, true);
    b.finish().0
}

fn creative(seed: u64, index: usize) -> Json {
    let mut b = Builder::new(Random(seed));
    b.must("order", |_| Json::raw(index));
    b.must("url", |r| {
        Json::text(&format!(
            "https://cdn.example.com/{}/banner.{}",
            r.below(999),
            r.pick(&["png", "MP4"])
        ))
    });
    b.may("metadata", |r| if r.one_in(2) { Json::raw("null") } else { Json::text(&r.prose()) });
    b.finish().0
}

fn gokart_response(random: Random) -> Json {
    let mut b = Builder::new(random);
    let name = b.random.pick(&["Id", "id"]);
    b.must(name, Random::uuid);
    let (answer, mut random) = b.finish();
    if random.one_in(2) { Json::Object(vec![("data".into(), answer)]) } else { answer }
}
