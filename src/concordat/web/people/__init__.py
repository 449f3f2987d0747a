"""Pages by which people come into a party: invitations, requests, and who works there."""
