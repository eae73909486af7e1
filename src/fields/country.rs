//! The assigned ISO 3166-1 codes: alpha-2, and alpha-3 to recognise those.

/// In ascending order, each two letters and a space.
const CODES: &str = "\
     AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ \
     BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR \
     CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR \
     GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU \
     ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ \
     LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ \
     MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF \
     PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI \
     SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR \
     TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW \
";

/// The alpha-3 codes in the order of `CODES`.
const ALPHA_3: &str = "\
     AND ARE AFG ATG AIA ALB ARM AGO ATA ARG ASM AUT AUS ABW ALA AZE BIH \
     BRB BGD BEL BFA BGR BHR BDI BEN BLM BMU BRN BOL BES BRA BHS BTN BVT \
     BWA BLR BLZ CAN CCK COD CAF COG CHE CIV COK CHL CMR CHN COL CRI CUB \
     CPV CUW CXR CYP CZE DEU DJI DNK DMA DOM DZA ECU EST EGY ESH ERI ESP \
     ETH FIN FJI FLK FSM FRO FRA GAB GBR GRD GEO GUF GGY GHA GIB GRL GMB \
     GIN GLP GNQ GRC SGS GTM GUM GNB GUY HKG HMD HND HRV HTI HUN IDN IRL \
     ISR IMN IND IOT IRQ IRN ISL ITA JEY JAM JOR JPN KEN KGZ KHM KIR COM \
     KNA PRK KOR KWT CYM KAZ LAO LBN LCA LIE LKA LBR LSO LTU LUX LVA LBY \
     MAR MCO MDA MNE MAF MDG MHL MKD MLI MMR MNG MAC MNP MTQ MRT MSR MLT \
     MUS MDV MWI MEX MYS MOZ NAM NCL NER NFK NGA NIC NLD NOR NPL NRU NIU \
     NZL OMN PAN PER PYF PNG PHL PAK POL SPM PCN PRI PSE PRT PLW PRY QAT \
     REU ROU SRB RUS RWA SAU SLB SYC SDN SWE SGP SHN SVN SJM SVK SLE SMR \
     SEN SOM SUR SSD STP SLV SXM SYR SWZ TCA TCD ATF TGO THA TJK TKL TLS \
     TKM TUN TON TUR TTO TUV TWN TZA UKR UGA UMI USA URY UZB VAT VCT VEN \
     VGB VIR VNM VUT WLF WSM YEM MYT ZAF ZMB ZWE \
";

/// The alpha-2 code that a text means: a code in lower case, an alpha-3 code, or `UK`.
pub(crate) fn intended_code(text: &str) -> Option<&'static str> {
    let code = text.trim().to_ascii_uppercase();
    let code = if code == "UK" { "GB" } else { &code };
    let mut codes = CODES.split_ascii_whitespace();
    match code.len() {
        2 => codes.find(|alpha_2| *alpha_2 == code),
        3 => {
            let mut pairs = codes.zip(ALPHA_3.split_ascii_whitespace());
            pairs.find(|(_, alpha_3)| *alpha_3 == code).map(|(alpha_2, _)| alpha_2)
        }
        _ => None,
    }
}

/// Whether this is an assigned country code, in upper case. `UK` is not one.
pub(crate) fn is_country(text: &str) -> bool {
    text.len() == 2
        && text.bytes().all(|byte| byte.is_ascii_uppercase())
        && CODES.split_ascii_whitespace().any(|code| code == text)
}

#[cfg(test)]
mod tests {
    use super::{ALPHA_3, CODES, intended_code, is_country};

    #[test]
    fn the_assigned_codes() {
        let codes: Vec<&str> = CODES.split_ascii_whitespace().collect();
        assert_eq!(codes.len(), 249);
        assert!(codes.is_sorted());
        assert_eq!(ALPHA_3.split_ascii_whitespace().count(), 249);
        for (text, code) in
            [("us", "US"), ("USA", "US"), ("gbr", "GB"), ("UK", "GB"), ("zwe", "ZW")]
        {
            assert_eq!(intended_code(text), Some(code));
        }
        assert_eq!(intended_code("XXX"), None);
        for code in ["US", "CA", "GB", "AD", "ZW", "AX", "SS", "XK", "UK", "EU", "us", "USA"] {
            let assigned = !matches!(code, "XK" | "UK" | "EU" | "us" | "USA");
            assert_eq!(is_country(code), assigned, "{code}");
        }
    }
}
