import { undeterminedWhenUnseen, type Case } from './support/case.js'

export const cases: readonly Case[] = [undeterminedWhenUnseen]
