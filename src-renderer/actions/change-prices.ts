import type { ParamsOf } from '#contract/operations.ts'
import type { UserPrice } from '#contract/price.ts'
import { call } from '../api/call.ts'
import { formatCount, formatNumberOf } from '../format/format-count.ts'
import { formatTotal } from '../format/format-figure.ts'
import { showToast } from '../state/toasts.ts'
import { describeFailure } from './describe-failure.ts'

/** True when it is set. */
export async function setPrice(price: ParamsOf<'prices.set'>): Promise<boolean> {
  try {
    await call('prices.set', price)
    return true
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
    return false
  }
}

export async function removePrice({ model, provider, validFrom }: UserPrice): Promise<void> {
  try {
    await call('prices.remove', {
      model,
      ...(provider !== null && { provider }),
      ...(validFrom !== null && { validFrom }),
    })
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
  }
}

/** Prices what is recorded by the prices of now, and tells what that came to. */
export async function repriceCalls(): Promise<void> {
  try {
    const { calls, changed, before, after } = await call('prices.reprice', {})
    const sums = `${formatTotal(before, 'dollars').text} before, ${formatTotal(after, 'dollars').text} now`
    const text = `${formatNumberOf(changed, 'call')} of ${formatCount(calls)} cost something else: ${sums}.`
    showToast({ tone: 'good', text: changed === 0 ? 'No recorded call costs anything else.' : text })
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
  }
}
