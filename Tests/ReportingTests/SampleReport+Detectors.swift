import Findings

extension SampleReport {
  static let detectors = [
    DetectorSummary(
      id: "aws-access-key", name: "AWS access key", provider: "aws", category: "cloud", severity: .critical,
      lifetime: .longLived, revoke: "https://console.aws.amazon.com/iam/home#/security_credentials",
      replacement: "a role assumed with OIDC (1 hour)",
      reference: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html"),
    DetectorSummary(
      id: "generic-assignment", name: "Secret in an assignment", provider: "generic", category: "generic",
      severity: .medium, lifetime: .longLived),
    DetectorSummary(
      id: "github-pat-classic", name: "GitHub personal access token (classic)", provider: "github",
      category: "source-control", severity: .critical, lifetime: .longLived,
      revoke: "https://github.com/settings/tokens",
      replacement: "an installation token of a GitHub App (1 hour), or GITHUB_TOKEN in Actions",
      reference: "https://docs.github.com/en/authentication"),
    DetectorSummary(
      id: "jwt", name: "JSON Web Token", provider: "generic", category: "identity", severity: .low,
      lifetime: .expiring, revoke: "end the session with its issuer"),
    DetectorSummary(
      id: "postgres-url", name: "PostgreSQL connection string", provider: "postgresql", category: "database",
      severity: .high, lifetime: .longLived, revoke: "ALTER ROLE … PASSWORD …",
      replacement: "IAM database authentication (15 minutes)"),
  ]
}
