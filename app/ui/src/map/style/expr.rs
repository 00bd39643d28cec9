//! Words of MapLibre's expression language that the layers share.

use pdipr_data::domain::Network;
use serde_json::{Value, json};

/// A value for each network, by the property `network` of the feature.
pub fn by_network(value: impl Fn(Network) -> Value) -> Value {
    let mut list = vec![json!("match"), json!(["get", "network"])];
    for &network in Network::ALL.iter().filter(|&&network| network != Network::Local) {
        list.push(json!(network.as_str()));
        list.push(value(network));
    }
    list.push(value(Network::Local));
    Value::Array(list)
}

/// Linear between zooms; each stop is a zoom and a value (a number or an expression without zoom).
pub fn by_zoom(stops: impl IntoIterator<Item = (f64, Value)>) -> Value {
    let mut list = vec![json!("interpolate"), json!(["linear"]), json!(["zoom"])];
    for (zoom, value) in stops {
        list.push(json!(zoom));
        list.push(value);
    }
    Value::Array(list)
}

/// A flag that the glue sets on features.
pub fn state(flag: &str) -> Value {
    json!(["boolean", ["feature-state", flag], false])
}
