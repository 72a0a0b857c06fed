"""The fork server that learners' programs come from: preloaded, unprivileged, without network, without secrets."""
