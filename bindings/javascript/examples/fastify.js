// Fastify: a content type parser keeps the bytes, and a hook of the route refuses wrong offers.

import Fastify from "fastify";
import { Linter } from "offerlint";
import { apiAnswer, reportAnswer } from "./answers.js";

/** The option of a route that lints its body; the handler gets the parsed body. */
export function offer(contract, answer = reportAnswer) {
  const linter = new Linter(contract);
  return {
    async preValidation(request, reply) {
      const body = request.body ?? new Uint8Array();
      const report = linter.lint(body);
      if (report.hasErrors) {
        const refused = answer(report);
        return reply.code(refused.status).send(refused.body);
      }
      request.body = JSON.parse(body);
    },
  };
}

export function build() {
  const app = Fastify({ bodyLimit: 6 << 20 });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (request, body, done) => done(null, body));
  app.post("/offers", offer("tracklysms/create-offer"), async (request) => ({ offer: request.body }));
  app.post("/api/v2/offers", offer("tracklysms/create-offer", apiAnswer), async (request) => ({
    success: true,
    offer: request.body,
  }));
  return app;
}
