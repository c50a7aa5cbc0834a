import { parentPort, workerData } from 'node:worker_threads'
import { toReply } from '#contract/problems.ts'
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
    return { id, reply: await toReply(work()) }
  } catch (error) {
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
