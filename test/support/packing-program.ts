/** Packs a store without end, and says when it has begun. */
import { openStoreWriter } from '../../src-main/store/open-store.ts'
import { aDenseRun } from './a-dense-run.ts'

const store = openStoreWriter(String(process.argv[2]))
for (let turn = 0; ; turn++) {
  store.write(aDenseRun(turn.toString(16).padStart(32, 'a'), 60), Date.now())
  if (turn > 0) store.deleteRun((turn - 1).toString(16).padStart(32, 'a'))
  while (store.packSome());
  if (turn === 1) process.stdout.write('packing\n')
}
