import { isJsonObject, isList, type JsonValue } from '../base/json.ts'
import { objectField, textField } from '../base/json-field.ts'
import { finishReason } from './finish-reason.ts'
import type { Message } from './meaning.ts'
import { readMessages } from './read-message.ts'

const ROLES: ReadonlyMap<string, string> = new Map([
  ['gen_ai.system.message', 'system'],
  ['gen_ai.user.message', 'user'],
  ['gen_ai.assistant.message', 'assistant'],
  ['gen_ai.tool.message', 'tool'],
])

export interface EventMessages {
  readonly input: Message[]
  readonly output: Message[]
  readonly finishReasons: string[]
}

/** The messages of a call in a list of events as JSON, as they stood in attributes before messages did. */
export function messageEvents(events: JsonValue | undefined): EventMessages {
  const bodies = isList(events) ? events.filter(isJsonObject) : []
  const choices = bodies.filter(body => body['event.name'] === 'gen_ai.choice')
  return {
    input: bodies.flatMap(body => {
      const role = ROLES.get(textField(body, 'event.name') ?? '')
      return role === undefined ? [] : readMessages({ role, ...body }, role)
    }),
    output: choices.flatMap(choice => readMessages(objectField(choice, 'message'), 'assistant')),
    finishReasons: choices
      .map(choice => textField(choice, 'finish_reason'))
      .filter(reason => reason !== undefined)
      .map(finishReason),
  }
}
