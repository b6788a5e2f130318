import Findings
import Testing

@testable import Posture

/// GitHub Actions.
struct WorkflowTests {
  private func workflow(_ steps: String, on trigger: String = "push", env: String = "") -> String {
    let lines = steps.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
    return "on: \(trigger)\n\(env)jobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n\(lines)\n"
  }

  @Test(arguments: WorkflowStepSample.all)
  func `a step is told by what it is given`(step: WorkflowStepSample) {
    #expect(told(checked(".github/workflows/deploy.yml", workflow(step.step))) == step.expected)
  }

  @Test func `an issue says where and how bad`() throws {
    let text = workflow(WorkflowStepSample.all[0].step)
    let issue = try #require(checked(".github/workflows/deploy.yml", text).issues.first)
    #expect(issue.line == 9)
    #expect(issue.severity == .medium)
    #expect(issue.place == "job deploy, step aws-actions/configure-aws-credentials")
  }

  @Test func `a role that is assumed from keys is told`() throws {
    let step = """
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: arn:aws:iam::123456789012:role/deploy
          aws-secret-access-key: ${{ secrets.KEY }}
      """
    let issue = try #require(checked(".github/workflows/a.yml", workflow(step)).issues.first)
    #expect(issue.detail == "the role is assumed from the static key")
  }

  @Test(arguments: [
    "pull_request_target", "[push, pull_request_target]", "{pull_request_target: {types: [opened]}}",
  ])
  func `strangers' pull requests make it worse`(trigger: String) throws {
    let issue = try #require(
      checked(".github/workflows/a.yml", workflow(WorkflowStepSample.all[0].step, on: trigger)).issues.first)
    #expect(issue.severity == .high)
  }

  @Test func `variables of workflow and job count, also by way of another variable`() {
    let env = "env:\n  DEPLOY: ${{ secrets.DEPLOY }}\n  AZURE_CLIENT_SECRET: ${{ secrets.AZ }}\n"
    let step = "- uses: google-github-actions/auth@v2\n  with: {credentials_json: '${{ env.DEPLOY }}'}"
    #expect(
      told(checked(".github/workflows/a.yml", workflow(step, env: env)))
        == ["actions-azure-static-key AZURE_CLIENT_SECRET", "actions-gcp-static-key credentials_json"])
  }

  @Test func `an agent that anybody directs is told where it holds a key`() {
    let step = """
      - uses: anthropics/claude-code-action@v1
        with:
          allowed_non_write_users: "*"
          anthropic_api_key: ${{ secrets.A }}
      """
    #expect(
      told(checked(".github/workflows/a.yml", workflow(step)))
        == [
          "actions-anthropic-static-key anthropic_api_key",
          "actions-agent-open-to-strangers allowed_non_write_users",
        ])
    let safe = step.replacing("anthropic_api_key: ${{ secrets.A }}", with: "anthropic_federation_rule_id: f")
    #expect(told(checked(".github/workflows/a.yml", workflow(safe))).isEmpty)
  }

  @Test func `steps of composite actions are checked`() {
    let text = """
      runs:
        using: composite
        steps:
          - uses: azure/login@v2
            with: {creds: "\(Made.key)"}
          - uses: google-github-actions/auth@v2
            with: {credentials_json: "${{ inputs.key }}"}
      """
    #expect(told(checked("tools/action.yml", text)) == ["actions-azure-static-key creds"])
  }

  @Test(arguments: [
    ("${{ secrets.A }}", ["A"]), ("${{ secrets['B'] }}", ["B"]),
    ("x${{ secrets.A || secrets.B }}y", ["A", "B"]),
    ("${{ vars.A }}", []), ("secrets.A", []), ("${{ format('{0}', secrets.A) }}", ["A"]),
    ("${{ toJSON(secrets) }}", []),
    ("${{ secrets.A", ["A"]),
  ])
  func `expressions are read`(text: String, names: [String]) {
    #expect(Expression.names(of: "secrets", in: text) == names)
  }
}
