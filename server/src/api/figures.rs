//! The figures by which the département judges the app.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use protocol::{Deed, Indicators, Problem, paths};

use super::rights::allow;
use crate::auth::session::Staff;
use crate::failure::Failure;
use crate::state::Shared;

/// Users, satisfaction, things posted, by half-year; reports by commune.
#[utoipa::path(get, path = paths::STAFF_INDICATORS, tag = "staff", operation_id = "read_indicators",
    responses((status = 200, body = Indicators), (status = "default", body = Problem)))]
pub async fn indicators(State(app): State<Shared>, staff: Staff) -> Result<Json<Indicators>, Failure> {
    allow(staff.account.role, Deed::ReadIndicators)?;
    Ok(Json(app.store.indicators().await?))
}

/// The same for a spreadsheet.
#[utoipa::path(get, path = paths::STAFF_INDICATORS_CSV, tag = "staff", operation_id = "read_indicators_csv",
    responses((status = 200, body = String, content_type = "text/csv"), (status = "default", body = Problem)))]
pub async fn csv(State(app): State<Shared>, staff: Staff) -> Result<Response, Failure> {
    allow(staff.account.role, Deed::ReadIndicators)?;
    let mut response = table(&app.store.indicators().await?).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    let name = HeaderValue::from_static("attachment; filename=\"indicateurs.csv\"");
    headers.insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

/// One figure a line. With the mark and the semicolons by which French spreadsheets open it right away.
fn table(indicators: &Indicators) -> String {
    let mut lines = vec!["\u{feff}indicateur;pour;valeur".to_owned()];
    let mut line = |what: &str, of: &str, value: u64| lines.push(format!("{what};{};{value}", cell(of)));
    for tally in &indicators.half_years {
        let half_year = tally.half_year.to_string();
        line("utilisateurs", &half_year, tally.users);
        for (stars, count) in (1..).zip(tally.satisfaction) {
            line(&format!("satisfaction {stars}/5"), &half_year, count);
        }
        line("avis", &half_year, tally.reviews);
        line("recommandations", &half_year, tally.recommendations);
        line("signalements", &half_year, tally.reports);
    }
    for (commune, count) in &indicators.reports_by_commune {
        line("signalements de la commune", commune.as_str(), *count);
    }
    lines.join("\r\n") + "\r\n"
}

/// Codes of communes come from outside: none may become a formula or another cell.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = text.replace('"', "\"\"");
    match (formula, text.contains([';', '"', '\n', '\r'])) {
        (true, _) => format!("\"'{text}\""),
        (false, true) => format!("\"{text}\""),
        (false, false) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::{CommuneCode, Tally};

    #[test]
    fn each_figure_has_its_line() {
        let tally = Tally {
            half_year: "2026-S2".parse().unwrap(),
            users: 12,
            satisfaction: [0, 0, 1, 2, 3],
            reviews: 4,
            recommendations: 5,
            reports: 6,
        };
        let communes = vec![(CommuneCode("28310".into()), 6)];
        let csv = table(&Indicators { half_years: vec![tally], reports_by_commune: communes });
        for line in
            ["utilisateurs;2026-S2;12", "satisfaction 5/5;2026-S2;3", "signalements de la commune;28310;6"]
        {
            assert!(csv.lines().any(|one| one == line), "{csv}");
        }
    }

    #[test]
    fn no_code_becomes_a_formula() {
        assert_eq!(cell("28310"), "28310");
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("a;\"b"), "\"a;\"\"b\"");
    }
}
