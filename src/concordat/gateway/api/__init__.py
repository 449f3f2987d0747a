"""The REST interface, `/api/v1`: read only, described by OpenAPI 3.1, errors as RFC 9457."""
