import { parentPort, workerData } from 'node:worker_threads'
import { toReply } from '#contract/problems.ts'
import { errorCode } from '../base/error-code.ts'
import { openStoreReader } from '../store/open-store.ts'
import { answerQuery } from './query-handlers.ts'
import type { Query, QueryAnswer } from './query-messages.ts'

const store = openStoreReader(String(workerData.storePath))

parentPort?.on('message', async (query: Query) => {
  parentPort?.postMessage(await answer(query))
})

async function answer({ id, name, params }: Query): Promise<QueryAnswer> {
  try {
    const work = async () => (name === 'statistics' ? store.statistics() : answerQuery(store, name, params))
    const reply = await toReply(work())
    return reply.ok ? { id, json: JSON.stringify(reply.value) } : { id, problem: reply.problem }
  } catch (error) {
    // A damaged file, most likely. Reading other parts of it may still work.
    if (error instanceof Error && errorCode(error)?.startsWith('SQLITE_')) {
      return { id, problem: { code: 'store-unavailable', reason: error.message } }
    }
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
