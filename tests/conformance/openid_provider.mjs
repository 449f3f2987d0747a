// A certified OpenID Connect provider, as an organisation would run one, for tests on loopback.
// Anybody may sign in under any name; a name that begins with "v" has a verified address.
import Provider from "oidc-provider";

const port = Number(process.env.PORT);
const account = (id) => ({
  accountId: id,
  claims: () => ({
    sub: id,
    name: `${id[0].toUpperCase()}${id.slice(1)} Example`,
    email: `${id}@org.example`,
    email_verified: id.startsWith("v"),
  }),
});
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: "concordat",
    client_secret: "a secret between the two",
    redirect_uris: [process.env.REDIRECT],
  }],
  claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified"] },
  features: { devInteractions: { enabled: true } },
  findAccount: (_, id) => account(id),
  pkce: { required: () => true },
  cookies: { keys: ["only for tests"] },
});
provider.listen(port, "127.0.0.1", () => console.log("ready"));
