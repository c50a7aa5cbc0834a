/** How the numbers of the large issuers begin, and how long they are. */
const ISSUERS =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|3[0689]\d{12}|6\d{15,18}|35\d{14})$/

/** Whether the digits are those of a payment card: an issuer's range, and a right check digit. */
export function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  return ISSUERS.test(digits) && hasCheckDigit(digits)
}

function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
