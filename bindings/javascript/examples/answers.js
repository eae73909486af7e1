// Answers to a refused payload.

/** Status 422 with all findings. */
export function reportAnswer(report) {
  return { status: 422, body: { report } };
}

/**
 * The answer that the API itself documents for the first error: status, code and message. Status 400 without a
 * code if it documents none.
 */
export function apiAnswer(report) {
  const documented = report.errors.find((found) => found.httpStatus !== null);
  return {
    status: documented?.httpStatus ?? 400,
    body: { error: report.errors[0].message, code: documented?.apiCode ?? null },
  };
}
