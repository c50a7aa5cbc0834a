import { parentPort, workerData } from 'node:worker_threads'
import { openLogCopier } from '../store/checkpoint.ts'
import type { CheckpointOrder } from './checkpoints.ts'

const copier = openLogCopier(String(workerData.storePath))

parentPort?.on('message', (order: CheckpointOrder) => {
  if (order === 'copy') {
    copier.copy()
    parentPort?.postMessage('copied')
  } else {
    copier.close()
    parentPort?.close()
  }
})
