import type { Context } from 'hono'
import { ProblemError } from '#contract/problems.ts'
import { isJsonObject, type JsonObject, parseJson } from '../base/json.ts'

/** The JSON object of a body; no body at all is an empty one. */
export async function readBody(context: Context): Promise<JsonObject> {
  const text = await context.req.text()
  const body = text === '' ? {} : parseJson(text)
  if (isJsonObject(body)) return body
  throw new ProblemError({ code: 'bad-request', issues: ['the body is not a JSON object'] })
}
