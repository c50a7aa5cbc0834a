import type { Command } from '../command.ts'
import { doctor } from './doctor.ts'
import { importFiles } from './import.ts'
import { mcp } from './mcp.ts'
import { open } from './open.ts'
import { prompt } from './prompt.ts'
import { runsDelete } from './runs-delete.ts'
import { runsList } from './runs-list.ts'
import { runsShow } from './runs-show.ts'
import { sample } from './sample.ts'
import { search } from './search.ts'
import { serve } from './serve.ts'
import { settings } from './settings.ts'
import { status } from './status.ts'
import { token } from './token.ts'
import { version } from './version.ts'

/** In the order of the help. */
export const commands: readonly Command[] = [
  serve,
  open,
  status,
  runsList,
  runsShow,
  runsDelete,
  prompt,
  search,
  importFiles,
  sample,
  settings,
  mcp,
  token,
  doctor,
  version,
]
