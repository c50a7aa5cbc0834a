import { type Command, UsageError } from '../command.ts'
import { labelRun, spanOption } from '../label-run.ts'
import { takeArguments } from '../options.ts'

export const tag: Command = {
  name: 'tag',
  summary: 'Adds tags to a run and takes others away.',
  usage: 'RUN +TAG|-TAG...',
  options: spanOption,
  takesSigns: true,
  async run(invocation) {
    const [reference = '', ...signed] = takeArguments(invocation, 2, 100)
    for (const each of signed) {
      if (!/^[+-]./.test(each))
        throw new UsageError(`Say +${each} to add the tag or -${each} to take it away.`)
    }
    const those = (sign: string) => signed.filter(each => each[0] === sign).map(each => each.slice(1))
    return labelRun(invocation, reference, { addTags: those('+'), removeTags: those('-') })
  },
}
