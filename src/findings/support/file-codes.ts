/** Codes that speak of files and folders, not of the data connection or its protection (RFC 959 §4.2.2). */
export const fileCodes: readonly (number | null)[] = [450, 451, 501, 550, 553]
