import Testing

@testable import Posture

/// GitLab CI/CD.
struct GitLabTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    var expected: [String] = []
    var testDescription: String { name }
  }

  static let samples: [Sample] = [
    Sample(
      name: "variable of the pipeline", text: "variables:\n  AWS_SECRET_ACCESS_KEY: $PROD_SECRET\n",
      expected: ["gitlab-aws-static-key AWS_SECRET_ACCESS_KEY"]),
    Sample(
      name: "variable of a job",
      text:
        "deploy:\n  variables:\n    ARM_CLIENT_SECRET: {value: $AZ, description: x}\n  script: [terraform apply]\n",
      expected: ["gitlab-azure-static-key ARM_CLIENT_SECRET"]),
    Sample(
      name: "script", text: "deploy:\n  script:\n    - echo \"$GCP_SERVICE_KEY\" > key.json\n",
      expected: ["gitlab-gcp-static-key GCP_SERVICE_KEY"]),
    Sample(
      name: "gcloud with a key file",
      text: "deploy:\n  script:\n    - gcloud auth activate-service-account --key-file=key.json\n",
      expected: ["gitlab-gcp-static-key activate-service-account"]),
    Sample(
      name: "id token",
      text: """
        deploy:
          id_tokens:
            AWS_TOKEN: {aud: "https://gitlab.com"}
          script:
            - export $(printf "AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s" $(aws sts assume-role-with-web-identity))
            - aws configure set aws_secret_access_key "$AWS_SECRET_ACCESS_KEY"
        """),
    Sample(
      name: "Vault token", text: "test:\n  before_script:\n    - export X=${VAULT_TOKEN}\n",
      expected: ["gitlab-vault-static-token VAULT_TOKEN"]),
    Sample(
      name: "npm token where the job publishes",
      text:
        "release:\n  script:\n    - echo \"//registry.npmjs.org/:_authToken=${NPM_TOKEN}\" > .npmrc\n    - npm publish\n",
      expected: ["gitlab-npm-static-token NPM_TOKEN"]),
    Sample(
      name: "npm token where it only installs",
      text:
        "build:\n  script:\n    - echo \"//registry.npmjs.org/:_authToken=${NPM_TOKEN}\" > .npmrc\n    - npm ci\n"
    ),
    Sample(
      name: "aliases and templates",
      text: """
        .base: &base
          variables: {VAULT_TOKEN: $V}
        a:
          <<: *base
          script: [make]
        """, expected: ["gitlab-vault-static-token VAULT_TOKEN", "gitlab-vault-static-token VAULT_TOKEN"]),
    Sample(name: "nothing of the kind", text: "variables:\n  GIT_DEPTH: 1\ntest:\n  script: [make test]\n"),
    Sample(
      name: "a component with a header",
      text: "spec:\n  inputs: {}\n---\nrun:\n  variables: {ARM_CLIENT_SECRET: $A}\n",
      expected: ["gitlab-azure-static-key ARM_CLIENT_SECRET"]),
  ]

  @Test(arguments: samples)
  func `a pipeline is told by its variables and scripts`(sample: Sample) {
    #expect(told(checked(".gitlab-ci.yml", sample.text)) == sample.expected)
  }
}
