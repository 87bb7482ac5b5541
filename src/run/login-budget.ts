/** Logins that a check usually makes: the first one, those of the table and of resumption, and some that heal sessions which the server closed. */
export const usualLogins = 10

/** The most that it makes, unless `--login-budget` says otherwise. */
export const defaultLoginBudget = 24
