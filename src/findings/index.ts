// Made by `npm run generate` from the file names in this folder; not to be edited.
import type { Finding } from '../model/finding.js'
import { finding as accountHomeUnusableFinding } from './account-home-unusable.js'
import { finding as accountRequiredFinding } from './account-required.js'
import { finding as activeAddressRejectedFinding } from './active-address-rejected.js'
import { finding as activeBehindOurNatFinding } from './active-behind-our-nat.js'
import { finding as activeBlockedFinding } from './active-blocked.js'
import { finding as activeRefusedFinding } from './active-refused.js'
import { finding as addressFamilyBrokenFinding } from './address-family-broken.js'
import { finding as authSslRefusedFinding } from './auth-ssl-refused.js'
import { finding as authTemporarilyUnavailableFinding } from './auth-temporarily-unavailable.js'
import { finding as authTlsRefusedFinding } from './auth-tls-refused.js'
import { finding as bannedAfterFailuresFinding } from './banned-after-failures.js'
import { finding as certificateChainIncompleteFinding } from './certificate-chain-incomplete.js'
import { finding as certificateExpiredFinding } from './certificate-expired.js'
import { finding as certificateExpiresSoonFinding } from './certificate-expires-soon.js'
import { finding as certificateNameMismatchFinding } from './certificate-name-mismatch.js'
import { finding as certificateNotYetValidFinding } from './certificate-not-yet-valid.js'
import { finding as certificatePinMismatchFinding } from './certificate-pin-mismatch.js'
import { finding as certificatePurposeWrongFinding } from './certificate-purpose-wrong.js'
import { finding as certificateSampleFinding } from './certificate-sample.js'
import { finding as certificateSelfSignedFinding } from './certificate-self-signed.js'
import { finding as certificateSignatureInvalidFinding } from './certificate-signature-invalid.js'
import { finding as certificateUntrustedFinding } from './certificate-untrusted.js'
import { finding as certificateWeakFinding } from './certificate-weak.js'
import { finding as clearBytesBehind234Finding } from './clear-bytes-behind-234.js'
import { finding as clearDataAcceptedFinding } from './clear-data-accepted.js'
import { finding as clearPasswordRequestedFinding } from './clear-password-requested.js'
import { finding as clearProtectionRefusedFinding } from './clear-protection-refused.js'
import { finding as clearTextAfterAuthFinding } from './clear-text-after-auth.js'
import { finding as clearTextInsideTlsFinding } from './clear-text-inside-tls.js'
import { finding as clientCertificateRequiredFinding } from './client-certificate-required.js'
import { finding as closeNotifyMissingFinding } from './close-notify-missing.js'
import { finding as closedAfterAuthFinding } from './closed-after-auth.js'
import { finding as closedBeforeGreetingFinding } from './closed-before-greeting.js'
import { finding as commandUnansweredFinding } from './command-unanswered.js'
import { finding as commandsMaskedFinding } from './commands-masked.js'
import { finding as confidentialProtectionRequiredFinding } from './confidential-protection-required.js'
import { finding as connectionFilteredFinding } from './connection-filtered.js'
import { finding as connectionRefusedFinding } from './connection-refused.js'
import { finding as dataCertificateDiffersFinding } from './data-certificate-differs.js'
import { finding as dataClosedBeforeTlsFinding } from './data-closed-before-tls.js'
import { finding as dataConnectionGivenUpFinding } from './data-connection-given-up.js'
import { finding as dataHandshakeRefusedFinding } from './data-handshake-refused.js'
import { finding as dataHandshakeUnansweredFinding } from './data-handshake-unanswered.js'
import { finding as dataPeerMismatchFinding } from './data-peer-mismatch.js'
import { finding as dataPortRangeObservedFinding } from './data-port-range-observed.js'
import { finding as earlyDataHelloRefusedFinding } from './early-data-hello-refused.js'
import { finding as emptyFolderRefusedFinding } from './empty-folder-refused.js'
import { finding as encryptedControlBlindsFirewallFinding } from './encrypted-control-blinds-firewall.js'
import { finding as encryptionInspectedFinding } from './encryption-inspected.js'
import { finding as explicitTlsExpectedFinding } from './explicit-tls-expected.js'
import { finding as extendedActiveRefusedFinding } from './extended-active-refused.js'
import { finding as extendedPassiveBrokenFinding } from './extended-passive-broken.js'
import { finding as extendedPassiveRefusedFinding } from './extended-passive-refused.js'
import { finding as featureListContradictsAuthFinding } from './feature-list-contradicts-auth.js'
import { finding as featuresIncompleteFinding } from './features-incomplete.js'
import { finding as finalReplyMissingFinding } from './final-reply-missing.js'
import { finding as finalReplyNegativeFinding } from './final-reply-negative.js'
import { finding as greetingBusyFinding } from './greeting-busy.js'
import { finding as greetingDelayedFinding } from './greeting-delayed.js'
import { finding as greetingRefusedFinding } from './greeting-refused.js'
import { finding as greetingSilentFinding } from './greeting-silent.js'
import { finding as handshakeIntermittentFinding } from './handshake-intermittent.js'
import { finding as handshakeRefusedFinding } from './handshake-refused.js'
import { finding as helloUnansweredFinding } from './hello-unanswered.js'
import { finding as hostUnknownFinding } from './host-unknown.js'
import { finding as hostUnreachableFinding } from './host-unreachable.js'
import { finding as idleTimeoutShortFinding } from './idle-timeout-short.js'
import { finding as implicitTlsExpectedFinding } from './implicit-tls-expected.js'
import { finding as kerberosOnlyFinding } from './kerberos-only.js'
import { finding as laterConnectionsRefusedFinding } from './later-connections-refused.js'
import { finding as listingEmptyFinding } from './listing-empty.js'
import { finding as listingRefusedFinding } from './listing-refused.js'
import { finding as loginNameIncompleteFinding } from './login-name-incomplete.js'
import { finding as loginRefusedFinding } from './login-refused.js'
import { finding as loginSlowFinding } from './login-slow.js'
import { finding as namesEscapedFinding } from './names-escaped.js'
import { finding as oldTlsOnlyFinding } from './old-tls-only.js'
import { finding as otherServiceFinding } from './other-service.js'
import { finding as passiveAddressPrivateFinding } from './passive-address-private.js'
import { finding as passiveAddressUnusableFinding } from './passive-address-unusable.js'
import { finding as passiveAddressWrongFinding } from './passive-address-wrong.js'
import { finding as passivePortsElsewhereFinding } from './passive-ports-elsewhere.js'
import { finding as passivePortsExhaustedFinding } from './passive-ports-exhausted.js'
import { finding as passivePortsFilteredFinding } from './passive-ports-filtered.js'
import { finding as passivePortsRefusedFinding } from './passive-ports-refused.js'
import { finding as passiveRefusedFinding } from './passive-refused.js'
import { finding as passiveReplyMalformedFinding } from './passive-reply-malformed.js'
import { finding as passwordEchoedFinding } from './password-echoed.js'
import { finding as plainPassiveRefusedFinding } from './plain-passive-refused.js'
import { finding as preliminaryReplyLateFinding } from './preliminary-reply-late.js'
import { finding as preliminaryReplyMissingFinding } from './preliminary-reply-missing.js'
import { finding as privateProtectionRefusedFinding } from './private-protection-refused.js'
import { finding as privateProtectionRequiredFinding } from './private-protection-required.js'
import { finding as protectedWithoutProtFinding } from './protected-without-prot.js'
import { finding as protectionLostFinding } from './protection-lost.js'
import { finding as protectionNotHonouredFinding } from './protection-not-honoured.js'
import { finding as protectionNotSupportedFinding } from './protection-not-supported.js'
import { finding as proxyCannotConnectFinding } from './proxy-cannot-connect.js'
import { finding as proxyRefusedFinding } from './proxy-refused.js'
import { finding as proxyRefusesDataPortsFinding } from './proxy-refuses-data-ports.js'
import { finding as proxyUnreachableFinding } from './proxy-unreachable.js'
import { finding as replyNonconformingFinding } from './reply-nonconforming.js'
import { finding as safeOrConfidentialAcceptedFinding } from './safe-or-confidential-accepted.js'
import { finding as sessionCutShortFinding } from './session-cut-short.js'
import { finding as sessionEndedAfterTransferFinding } from './session-ended-after-transfer.js'
import { finding as sessionLimitReachedFinding } from './session-limit-reached.js'
import { finding as sessionResumptionRequiredFinding } from './session-resumption-required.js'
import { finding as sshServiceFinding } from './ssh-service.js'
import { finding as sslv2OnlyFinding } from './sslv2-only.js'
import { finding as sslv3OnlyFinding } from './sslv3-only.js'
import { finding as tlsEndedBeforeServerFinding } from './tls-ended-before-server.js'
import { finding as tlsNotOfferedFinding } from './tls-not-offered.js'
import { finding as tlsRequiredBeforeLoginFinding } from './tls-required-before-login.js'
import { finding as tls13IntolerantFinding } from './tls13-intolerant.js'
import { finding as transferBrokenOffFinding } from './transfer-broken-off.js'
import { finding as transferResetFinding } from './transfer-reset.js'
import { finding as transferStalledFinding } from './transfer-stalled.js'
import { finding as transferTruncatedFinding } from './transfer-truncated.js'
import { finding as unknownCauseFinding } from './unknown-cause.js'

/** All findings, by file name. */
export const findings: readonly Finding[] = [
  accountHomeUnusableFinding,
  accountRequiredFinding,
  activeAddressRejectedFinding,
  activeBehindOurNatFinding,
  activeBlockedFinding,
  activeRefusedFinding,
  addressFamilyBrokenFinding,
  authSslRefusedFinding,
  authTemporarilyUnavailableFinding,
  authTlsRefusedFinding,
  bannedAfterFailuresFinding,
  certificateChainIncompleteFinding,
  certificateExpiredFinding,
  certificateExpiresSoonFinding,
  certificateNameMismatchFinding,
  certificateNotYetValidFinding,
  certificatePinMismatchFinding,
  certificatePurposeWrongFinding,
  certificateSampleFinding,
  certificateSelfSignedFinding,
  certificateSignatureInvalidFinding,
  certificateUntrustedFinding,
  certificateWeakFinding,
  clearBytesBehind234Finding,
  clearDataAcceptedFinding,
  clearPasswordRequestedFinding,
  clearProtectionRefusedFinding,
  clearTextAfterAuthFinding,
  clearTextInsideTlsFinding,
  clientCertificateRequiredFinding,
  closeNotifyMissingFinding,
  closedAfterAuthFinding,
  closedBeforeGreetingFinding,
  commandUnansweredFinding,
  commandsMaskedFinding,
  confidentialProtectionRequiredFinding,
  connectionFilteredFinding,
  connectionRefusedFinding,
  dataCertificateDiffersFinding,
  dataClosedBeforeTlsFinding,
  dataConnectionGivenUpFinding,
  dataHandshakeRefusedFinding,
  dataHandshakeUnansweredFinding,
  dataPeerMismatchFinding,
  dataPortRangeObservedFinding,
  earlyDataHelloRefusedFinding,
  emptyFolderRefusedFinding,
  encryptedControlBlindsFirewallFinding,
  encryptionInspectedFinding,
  explicitTlsExpectedFinding,
  extendedActiveRefusedFinding,
  extendedPassiveBrokenFinding,
  extendedPassiveRefusedFinding,
  featureListContradictsAuthFinding,
  featuresIncompleteFinding,
  finalReplyMissingFinding,
  finalReplyNegativeFinding,
  greetingBusyFinding,
  greetingDelayedFinding,
  greetingRefusedFinding,
  greetingSilentFinding,
  handshakeIntermittentFinding,
  handshakeRefusedFinding,
  helloUnansweredFinding,
  hostUnknownFinding,
  hostUnreachableFinding,
  idleTimeoutShortFinding,
  implicitTlsExpectedFinding,
  kerberosOnlyFinding,
  laterConnectionsRefusedFinding,
  listingEmptyFinding,
  listingRefusedFinding,
  loginNameIncompleteFinding,
  loginRefusedFinding,
  loginSlowFinding,
  namesEscapedFinding,
  oldTlsOnlyFinding,
  otherServiceFinding,
  passiveAddressPrivateFinding,
  passiveAddressUnusableFinding,
  passiveAddressWrongFinding,
  passivePortsElsewhereFinding,
  passivePortsExhaustedFinding,
  passivePortsFilteredFinding,
  passivePortsRefusedFinding,
  passiveRefusedFinding,
  passiveReplyMalformedFinding,
  passwordEchoedFinding,
  plainPassiveRefusedFinding,
  preliminaryReplyLateFinding,
  preliminaryReplyMissingFinding,
  privateProtectionRefusedFinding,
  privateProtectionRequiredFinding,
  protectedWithoutProtFinding,
  protectionLostFinding,
  protectionNotHonouredFinding,
  protectionNotSupportedFinding,
  proxyCannotConnectFinding,
  proxyRefusedFinding,
  proxyRefusesDataPortsFinding,
  proxyUnreachableFinding,
  replyNonconformingFinding,
  safeOrConfidentialAcceptedFinding,
  sessionCutShortFinding,
  sessionEndedAfterTransferFinding,
  sessionLimitReachedFinding,
  sessionResumptionRequiredFinding,
  sshServiceFinding,
  sslv2OnlyFinding,
  sslv3OnlyFinding,
  tlsEndedBeforeServerFinding,
  tlsNotOfferedFinding,
  tlsRequiredBeforeLoginFinding,
  tls13IntolerantFinding,
  transferBrokenOffFinding,
  transferResetFinding,
  transferStalledFinding,
  transferTruncatedFinding,
  unknownCauseFinding,
]
