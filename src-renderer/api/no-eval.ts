import { config } from 'zod'

// The page forbids making code from text; without this zod tries once and the browser reports it.
config({ jitless: true })
