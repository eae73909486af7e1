// zod: a schema whose issues include the findings, each at its path.

import { Linter } from "offerlint";
import { z } from "zod";

/** A refinement for `superRefine`: every error of the contract becomes an issue. */
export function offer(contract, options) {
  const linter = new Linter(contract, options);
  return (payload, context) => {
    for (const found of linter.lint(payload).errors) {
      context.addIssue({
        code: "custom",
        path: pathOf(found.pointer, payload),
        message: found.message,
        params: { rule: found.rule, help: found.help, apiCode: found.apiCode },
      });
    }
  };
}

/** The keys of a JSON Pointer, with numbers for items of arrays. */
function pathOf(pointer, payload) {
  const path = [];
  let value = payload;
  for (const part of pointer.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(value) ? Number(key) : key);
    value = value?.[key];
  }
  return path;
}

export const CreateOffer = z.looseObject({}).superRefine(offer("tracklysms/create-offer"));
export const UpdateOffer = z.looseObject({}).superRefine(offer("gokart/update-offer"));
