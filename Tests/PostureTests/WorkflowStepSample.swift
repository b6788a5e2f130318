import Testing

/// A step of a workflow and what is told of it.
struct WorkflowStepSample: Sendable, CustomTestStringConvertible {
  let name: String
  let step: String
  var expected: [String] = []
  var testDescription: String { name }

  static let all = clouds + registries + services
}

extension WorkflowStepSample {
  static let clouds: [WorkflowStepSample] = [
    .init(
      name: "AWS keys",
      step: """
        - uses: aws-actions/configure-aws-credentials@v4
          with:
            aws-access-key-id: ${{ secrets.AWS_ACCESS_KEY_ID }}
            aws-secret-access-key: ${{ secrets.AWS_SECRET_ACCESS_KEY }}
            aws-region: eu-west-1
        """, expected: ["actions-aws-static-key aws-secret-access-key"]),
    .init(
      name: "AWS role",
      step: """
        - uses: aws-actions/configure-aws-credentials@v4
          with: {role-to-assume: "arn:aws:iam::123456789012:role/deploy", aws-region: eu-west-1}
        """),
    .init(
      name: "AWS keys that a step before gave",
      step: """
        - uses: aws-actions/configure-aws-credentials@v4
          with:
            aws-access-key-id: ${{ steps.login.outputs.aws-access-key-id }}
            aws-secret-access-key: ${{ steps.login.outputs.aws-secret-access-key }}
        """),
    .init(
      name: "AWS keys by way of the environment",
      step: """
        - run: aws s3 sync . s3://site
          env:
            AWS_SECRET_ACCESS_KEY: ${{ secrets.PROD_KEY }}
        """, expected: ["actions-aws-static-key AWS_SECRET_ACCESS_KEY"]),
    .init(
      name: "keys of another store that speaks S3",
      step: """
        - run: aws s3 cp a s3://mirror --endpoint-url "$URL"
          env: {AWS_SECRET_ACCESS_KEY: '${{ secrets.MIRROR_R2_SECRET }}'}
        - run: aws s3 ls
          env: {AWS_SECRET_ACCESS_KEY: '${{ secrets.K }}', AWS_ENDPOINT_URL_S3: https://s3.internal}
        """),
    .init(
      name: "Google Cloud key",
      step: "- uses: google-github-actions/auth@v2\n  with: {credentials_json: '${{ secrets.GCP }}'}",
      expected: ["actions-gcp-static-key credentials_json"]),
    .init(
      name: "Google Cloud federation",
      step:
        "- uses: google-github-actions/auth@v2\n  with: {workload_identity_provider: projects/1/x, service_account: a@b}"
    ),
    .init(
      name: "Azure secret",
      step: "- uses: Azure/login@v2\n  with: {creds: '${{ secrets.AZURE_CREDENTIALS }}'}",
      expected: ["actions-azure-static-key creds"]),
    .init(
      name: "Azure federation",
      step:
        "- uses: azure/login@v2\n  with: {client-id: '${{ secrets.ID }}', tenant-id: '${{ secrets.T }}', subscription-id: x}"
    ),
    .init(
      name: "Alibaba Cloud key",
      step: "- run: aliyun oss ls\n  env: {ALIBABA_CLOUD_ACCESS_KEY_SECRET: '${{ secrets.K }}'}",
      expected: ["actions-alibaba-static-key ALIBABA_CLOUD_ACCESS_KEY_SECRET"]),
    .init(
      name: "Vault token",
      step: "- uses: hashicorp/vault-action@v3\n  with: {url: https://v, token: '${{ secrets.V }}'}",
      expected: ["actions-vault-static-token token"]),
    .init(
      name: "Vault role",
      step:
        "- uses: hashicorp/vault-action@v3\n  with: {url: https://v, method: approle, roleId: r, secretId: '${{ secrets.V }}'}",
      expected: ["actions-vault-static-token secretId"]),
    .init(
      name: "Vault JWT",
      step: "- uses: hashicorp/vault-action@v3\n  with: {url: https://v, method: jwt, role: ci}"),
    .init(
      name: "Vault JWT with a key of its own",
      step:
        "- uses: hashicorp/vault-action@v3\n  with: {method: jwt, role: ci, jwtPrivateKey: '${{ secrets.J }}'}",
      expected: ["actions-vault-static-token jwtPrivateKey"]),
    .init(
      name: "Infisical secret",
      step: "- uses: Infisical/secrets-action@v1\n  with: {client-id: x, client-secret: '${{ secrets.I }}'}",
      expected: ["actions-infisical-static-secret client-secret"]),
    .init(
      name: "Infisical OIDC",
      step: "- uses: Infisical/secrets-action@v1\n  with: {method: oidc, identity-id: x}"),
    .init(
      name: "kubeconfig",
      step: "- uses: azure/k8s-set-context@v4\n  with: {kubeconfig: '${{ secrets.KUBE }}'}",
      expected: ["actions-kubeconfig-static kubeconfig"]),
  ]
}
