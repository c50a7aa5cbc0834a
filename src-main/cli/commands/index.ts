import type { Command } from '../command.ts'
import { cost } from './cost.ts'
import { diff } from './diff.ts'
import { doctor } from './doctor.ts'
import { gc } from './gc.ts'
import { importFiles } from './import.ts'
import { keysList, keysRemove, keysSet, models } from './keys.ts'
import { mcp } from './mcp.ts'
import { metrics } from './metrics.ts'
import { note } from './note.ts'
import { open } from './open.ts'
import { pricesList } from './prices-list.ts'
import { pricesMissing } from './prices-missing.ts'
import { pricesReprice } from './prices-reprice.ts'
import { pricesRemove, pricesSet } from './prices-set.ts'
import { prompt } from './prompt.ts'
import { redactAdd, redactList, redactOff, redactOn, redactPreview, redactRemove } from './redact.ts'
import { replay } from './replay.ts'
import { runsDelete } from './runs-delete.ts'
import { runsList } from './runs-list.ts'
import { runsShow } from './runs-show.ts'
import { sample } from './sample.ts'
import { search } from './search.ts'
import { serve } from './serve.ts'
import { sessionsList } from './sessions-list.ts'
import { sessionsShow } from './sessions-show.ts'
import { settings } from './settings.ts'
import { sources } from './sources.ts'
import { star } from './star.ts'
import { status } from './status.ts'
import { tag } from './tag.ts'
import { token } from './token.ts'
import { version } from './version.ts'
import { watchAdd, watchList, watchRemove } from './watch.ts'

/** In the order of the help. */
export const commands: readonly Command[] = [
  serve,
  open,
  status,
  sources,
  runsList,
  runsShow,
  runsDelete,
  sessionsList,
  sessionsShow,
  star,
  tag,
  note,
  prompt,
  diff,
  replay,
  models,
  keysList,
  keysSet,
  keysRemove,
  search,
  cost,
  pricesList,
  pricesSet,
  pricesRemove,
  pricesMissing,
  pricesReprice,
  metrics,
  importFiles,
  watchList,
  watchAdd,
  watchRemove,
  sample,
  settings,
  gc,
  redactList,
  redactPreview,
  redactOn,
  redactOff,
  redactAdd,
  redactRemove,
  mcp,
  token,
  doctor,
  version,
]
