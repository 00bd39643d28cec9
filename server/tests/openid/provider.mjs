// A provider of OpenID Connect for the tests of the server: `node provider.mjs '{"port": 0}'`. Whoever signs in under a name
// is that person, with the address name@example.fr, which is verified unless the name begins with `nouveau`. Its keys are new
// at each start. It prints its address, and ends with its standard input.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

/**
 * port: where to listen; 0 takes a free one.
 * back: where browsers reach the server; the tests of its own begin there.
 * behind: how many seconds its clock is behind.
 * confused: it takes the client `sente` for the client `autre`.
 * post: it wants the secret in the body.
 * inToken: it says who somebody is in the ID token already.
 * signed: it signs what it says of somebody apart from that.
 */
const how = JSON.parse(process.argv[2]);
const { port, back = 'http://localhost:28028' } = how;
const { behind = 0, confused = false, post = false, inToken = false, signed = false } = how;

const now = Date.now;
Date.now = () => now() - behind * 1000;

const basic = (id) => `Basic ${Buffer.from(`${id}:${id}-secret`).toString('base64')}`;
const client = (id) => ({
  client_id: id,
  client_secret: `${id}-secret`,
  token_endpoint_auth_method: post ? 'client_secret_post' : 'client_secret_basic',
  ...(signed && { userinfo_signed_response_alg: 'RS256' }),
  redirect_uris: [`${back}/v1/staff/openid/back`],
});
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };

const server = createServer();
server.listen(port, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [client('sente'), client('autre')],
    jwks: { keys: [key] },
    cookies: { keys: [randomUUID()] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username'] },
    ...(post && { clientAuthMethods: ['client_secret_post'] }),
    conformIdTokenClaims: !inToken,
    features: { jwtUserinfo: { enabled: signed } },
    pkce: { required: () => true },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        email: `${id}@example.fr`,
        email_verified: !id.startsWith('nouveau'),
        preferred_username: id,
      }),
    }),
  });
  provider.use((context, next) => {
    if (confused && context.path === '/auth') context.query = { ...context.query, client_id: 'autre' };
    if (confused && context.path === '/token') context.request.headers.authorization = basic('autre');
    return next();
  });
  // Its own pages would fetch a font from somewhere else.
  provider.use(async (context, next) => {
    await next();
    if (typeof context.body === 'string') context.body = context.body.replace(/@import url\([^)]*\);/, '');
  });
  server.on('request', provider.callback());
  console.log(issuer);
});
process.stdin.resume().on('end', () => process.exit());
