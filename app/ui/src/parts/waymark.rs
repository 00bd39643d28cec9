//! The painted marks, drawn, each with its name in text: never colour alone.

use leptos::prelude::*;
use pdipr_data::domain::Network;

use crate::words::t;

/// The symbol of a network; its name is read out and shown as a title.
#[component]
pub fn WaymarkSymbol(network: Network) -> impl IntoView {
    let name = move || t(&format!("waymark-{}", network.as_str()));
    view! {
        <svg class="waymark" viewBox="0 0 28 20" role="img" aria-label=name>
            <title>{name}</title>
            {marks(network)}
        </svg>
    }
}

fn marks(network: Network) -> AnyView {
    match network {
        // White over red.
        Network::Gr => view! {
            <rect class="mark-white" x="2" y="2" width="24" height="7.5" />
            <rect class="mark-red" x="2" y="10.5" width="24" height="7.5" />
        }
        .into_any(),
        // Yellow over red.
        Network::Grp => view! {
            <rect class="mark-yellow" x="2" y="2" width="24" height="7.5" />
            <rect class="mark-red" x="2" y="10.5" width="24" height="7.5" />
        }
        .into_any(),
        Network::Pr => view! { <rect class="mark-yellow" x="2" y="5" width="24" height="10" /> }.into_any(),
        Network::Riding => {
            view! { <rect class="mark-orange" x="2" y="5" width="24" height="10" /> }.into_any()
        }
        // A triangle and two discs.
        Network::MountainBike => view! {
            <path class="mark-red" d="M14 2 20 11H8Z" />
            <circle class="mark-red" cx="9" cy="15" r="3.2" />
            <circle class="mark-red" cx="19" cy="15" r="3.2" />
        }
        .into_any(),
        // As painted: an empty frame.
        Network::Local => {
            view! { <rect class="mark-local" x="3" y="4" width="22" height="12" rx="2" /> }.into_any()
        }
    }
}
