// A Cloudflare worker: checks the offer in a request and passes it on. `env.API` is the service behind it.

import { lint } from "offerlint";
import { apiAnswer } from "./answers.js";

export default {
  async fetch(request, env) {
    const body = new Uint8Array(await request.arrayBuffer());
    const report = lint(body, "tracklysms/create-offer");
    if (report.hasErrors) {
      const refused = apiAnswer(report);
      return Response.json(refused.body, { status: refused.status });
    }
    return env.API ? env.API.fetch(new Request(request, { body })) : Response.json({ success: true });
  },
};
