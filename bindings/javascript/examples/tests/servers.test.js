import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { app as expressApp } from "../express.js";
import { build } from "../fastify.js";

const GOOD = '{"name": "A", "tracking_url": "https://track.example.com/c"}';
const servers = {};

before(async () => {
  const server = expressApp.listen(0, "127.0.0.1");
  await once(server, "listening");
  const fastify = build();
  await fastify.listen({ port: 0, host: "127.0.0.1" });
  servers.express = { port: server.address().port, close: () => server.close() };
  servers.fastify = { port: fastify.server.address().port, close: () => fastify.close() };
});
after(() => Object.values(servers).forEach((server) => server.close()));

for (const name of ["express", "fastify"]) {
  const post = async (path, body) => {
    const address = `http://127.0.0.1:${servers[name].port}${path}`;
    const response = await fetch(address, { method: "POST", body, headers: { "content-type": "application/json" } });
    return [response.status, await response.json()];
  };

  test(`${name} passes clean offers on`, async () => {
    for (const path of ["/offers", "/api/v2/offers"]) {
      const [status, body] = await post(path, GOOD);
      assert.deepEqual([status, body.offer.name], [200, "A"]);
    }
  });

  test(`${name} answers 422 with the findings`, async () => {
    const [status, { report }] = await post("/offers", '{"name": "A", "payout": "2"}');
    assert.equal(status, 422);
    assert.equal(report.contract, "tracklysms/create-offer");
    const found = report.diagnostics.map((one) => [one.rule, one.pointer]);
    assert.deepEqual(found, [["required-field-missing", "/tracking_url"], ["type-mismatch", "/payout"]]);
  });

  test(`${name} answers as the API documents it`, async () => {
    const [status, body] = await post("/api/v2/offers", '{"name": "A"}');
    assert.deepEqual([status, body.code], [400, "missing_tracking_url"]);
  });

  test(`${name} refuses bodies that are not JSON, or empty`, async () => {
    for (const body of ["{", "\xff", ""]) {
      const [status, { report }] = await post("/offers", body);
      assert.deepEqual([status, report.diagnostics[0].rule], [422, "json-syntax"], body);
    }
  });
}
