// Express: routes that refuse wrong offers. The body is linted as bytes, before it is parsed.

import express from "express";
import { Linter } from "offerlint";
import { apiAnswer, reportAnswer } from "./answers.js";

/** Reads the body, refuses it with `answer` if it has errors, and sets `req.offer` and `req.report`. */
export function offer(contract, answer = reportAnswer) {
  const linter = new Linter(contract);
  const read = express.raw({ type: () => true, limit: "6mb" });
  const check = (req, res, next) => {
    // Without a body, express.raw sets none.
    const body = req.body ?? new Uint8Array();
    req.report = linter.lint(body);
    if (req.report.hasErrors) {
      const refused = answer(req.report);
      res.status(refused.status).json(refused.body);
      return;
    }
    req.offer = JSON.parse(body);
    next();
  };
  return [read, check];
}

export const app = express();

app.post("/offers", offer("tracklysms/create-offer"), (req, res) => {
  res.json({ offer: req.offer, warnings: req.report.length });
});

app.post("/api/v2/offers", offer("tracklysms/create-offer", apiAnswer), (req, res) => {
  res.json({ success: true, offer: req.offer });
});
