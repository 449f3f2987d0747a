// A SAML identity provider that is in daily use elsewhere, as an organisation would run one, for
// tests on loopback. Anybody may sign in under any name. It reads who we are from our metadata.
import { readFileSync } from "node:fs";
import express from "express";
import samlp from "samlp";

const { PORT, METADATA, KEY, CERTIFICATE } = process.env;
const issuer = `http://127.0.0.1:${PORT}/`;
const own = { issuer, cert: readFileSync(CERTIFICATE), key: readFileSync(KEY) };
const app = express();

const client = async () => {
  const text = await (await fetch(METADATA)).text();
  const [, address] = text.match(/AssertionConsumerService[^>]*Location="([^"]+)"/);
  const found = text.match(/X509Certificate>([^<]+)</);
  const lines = found && found[1].replace(/\s/g, "").match(/.{1,64}/g).join("\n");
  return { address, cert: lines && `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----` };
};

const signIn = (request, response) => {
  const kept = Object.entries(request.query)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${value.replace(/"/g, "&quot;")}">`);
  response.send(`<h1>The Organisation</h1><form>${kept.join("")}
    <label>Name <input name="login"></label><button>Go on</button></form>`);
};

app.get("/metadata", (request, response, next) =>
  samlp.metadata({ ...own, redirectEndpointPath: "/sso", postEndpointPath: "/sso" })(request, response, next));
app.get("/sso", async (request, response, next) => {
  const { login, ...query } = request.query;
  if (!login) return signIn(request, response);
  const { address, cert } = await client();
  request.query = query;
  samlp.auth({
    ...own,
    ...(cert && { signingCert: cert, encryptionCert: cert, encryptionPublicKey: cert }),
    recipient: address,
    destination: address,
    nameIdentifierFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
    getUserFromRequest: () => ({
      id: login,
      displayName: `${login[0].toUpperCase()}${login.slice(1)} Example`,
      name: { givenName: `${login[0].toUpperCase()}${login.slice(1)}`, familyName: "Example" },
      emails: [{ value: `${login}@org.example` }],
    }),
    getPostURL: (audience, dom, asked, done) => done(null, address),
  })(request, response, next);
});
app.listen(Number(PORT), "127.0.0.1", () => console.log("ready"));
