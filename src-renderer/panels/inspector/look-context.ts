import { createContext } from 'react'
import type { Look } from '../../state/reading.ts'

/** The look of the message around. */
export const LookContext = createContext<Look>('text')
