internal import Findings

extension PostureRules {
  /// Files that ship secrets, and images, clusters and infrastructure that hold them.
  static let containers = [
    envFile, dockerEnv, dockerArgument, dockerCopy, dockerContext, composeLiteral, composeArgument,
    kubernetesSecret,
    kubernetesGenerator, kubernetesEnv, terraformState,
  ]

  private static let buildSecrets = "https://docs.docker.com/build/building/secrets/"

  static let envFile = PostureRule(
    id: "env-file-committed", title: "Environment file committed", severity: .high,
    why: "it is where keys are put, and history keeps every version of it",
    fix: "git rm --cached the file and ignore it; commit an example without values, and rotate what it held",
    reference: "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/"
      + "removing-sensitive-data-from-a-repository")

  static let dockerEnv = PostureRule(
    id: "dockerfile-env-secret", title: "Secret in an image's environment", severity: .high,
    why: "ENV stays in every image made from it: whoever can pull the image can read it",
    fix: "give it when the container starts; while building, RUN --mount=type=secret", reference: buildSecrets
  )

  static let dockerArgument = PostureRule(
    id: "dockerfile-arg-secret", title: "Secret as a build argument", severity: .medium,
    why: "build arguments stay in the image's history and in its provenance",
    fix: "RUN --mount=type=secret, and docker build --secret",
    reference: "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/")

  static let dockerCopy = PostureRule(
    id: "dockerfile-copies-secret-file", title: "File with secrets copied into an image", severity: .high,
    why: "it stays in a layer, also where a later instruction deletes it",
    fix: "leave it out by .dockerignore, and mount it: RUN --mount=type=secret", reference: buildSecrets)

  static let dockerContext = PostureRule(
    id: "dockerfile-copies-env-with-context",
    title: "Environment file copied into an image with everything else", severity: .medium,
    why: "COPY of the whole context takes the committed environment file along",
    fix: "list it in .dockerignore",
    reference: "https://docs.docker.com/build/concepts/context/#dockerignore-files")

  static let composeLiteral = PostureRule(
    id: "compose-literal-secret", title: "Secret written out in a compose file", severity: .medium,
    why: "the file is committed and shared, and 'docker inspect' shows the value",
    fix: "refer to it (${NAME:?}), or use 'secrets:' of the compose file",
    reference: "https://docs.docker.com/compose/how-tos/use-secrets/")

  static let composeArgument = PostureRule(
    id: "compose-build-argument-secret", title: "Secret as a build argument in a compose file",
    severity: .medium,
    why: "build arguments stay in the image's history and in its provenance",
    fix: "use 'build: secrets:'",
    reference: "https://docs.docker.com/compose/how-tos/use-secrets/#build-secrets")

  static let kubernetesSecret = PostureRule(
    id: "kubernetes-secret-in-clear", title: "Kubernetes Secret committed in the clear", severity: .high,
    why: "base64 hides nothing: whoever reads the repository has the values",
    fix:
      "take them from a store (External Secrets, Secrets Store CSI driver), or encrypt them (Sealed Secrets, SOPS)",
    reference: "https://kubernetes.io/docs/concepts/security/secrets-good-practices/")

  static let kubernetesGenerator = PostureRule(
    id: "kubernetes-secret-generator-literal", title: "Literal in a kustomize secret generator",
    severity: .high,
    why: "the literal is committed; the generator only encodes it",
    fix: "take it from a store, or from a file that is not committed",
    reference: "https://kubernetes.io/docs/concepts/security/secrets-good-practices/")

  static let kubernetesEnv = PostureRule(
    id: "kubernetes-literal-env", title: "Secret written out in a Kubernetes manifest", severity: .medium,
    why: "the value is committed, and everybody who may read the object sees it",
    fix: "refer to a Secret: valueFrom: secretKeyRef",
    reference: "https://kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure/")

  static let terraformState = PostureRule(
    id: "terraform-state-committed", title: "Terraform state committed", severity: .high,
    why: "state holds every attribute in the clear, passwords and keys among them",
    fix:
      "move it to a remote backend that encrypts and locks, git rm --cached the file, and rotate what it held",
    reference: "https://developer.hashicorp.com/terraform/language/manage-sensitive-data")
}
