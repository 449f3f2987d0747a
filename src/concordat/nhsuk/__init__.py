"""Form fields as the components of the NHS design system. Pages only; no room enters here."""
