"""Settings: `base` is shared; `local`, `production` and `test` each add what differs."""
