/** How often what is right once is to be right; more than once in the soak (`npm run soak`), which also has what CI has no time for. */
export const repeats = Number(process.env['FTPS_DOCTOR_REPEATS'] ?? 1)
export const isSoak = repeats > 1
