extension SurfaceTable {
  /// What builds, ships and runs the software.
  static let deliveryRules = [
    Rule(
      .ciWorkflow,
      """
      .github/workflows/** .github/actions/** action.yml action.yaml .gitlab-ci.yml *.gitlab-ci.yml .gitlab/ci/**
      .circleci/** azure-pipelines*.yml azure-pipelines*.yaml .azure-pipelines/** .azuredevops/** jenkinsfile
      jenkinsfile.* *.jenkinsfile .travis.yml appveyor.yml .appveyor.yml bitbucket-pipelines.yml .drone.yml
      .woodpecker.yml .woodpecker.yaml .woodpecker/** .buildkite/** cloudbuild*.yaml cloudbuild*.yml buildspec*.yml
      buildspec*.yaml .teamcity/** .semaphore/** .cirrus.yml codefresh.yml .gitea/workflows/** .forgejo/workflows/**
      codemagic.yaml bitrise.yml wercker.yml screwdriver.yaml .tekton/**
      """),
    Rule(
      .containerImageDefinition,
      """
      dockerfile dockerfile.* dockerfile-* *.dockerfile containerfile containerfile.* *.containerfile
      devcontainer.json .devcontainer.json
      """),
    Rule(
      .compose,
      """
      docker-compose*.yml docker-compose*.yaml compose.yml compose.yaml compose.*.yml compose.*.yaml
      podman-compose*.yml podman-compose*.yaml docker-stack*.yml docker-stack*.yaml
      """),
    Rule(
      .iac,
      """
      *.tf *.tfvars *.tfvars.json *.tf.json *.tfstate *.tfstate.backup *.hcl *.bicep *.bicepparam pulumi.yaml
      pulumi.*.yaml serverless.yml serverless.yaml serverless.ts samconfig.toml cdk.json cdk.context.json
      cloudformation/**/*.yaml cloudformation/**/*.yml cloudformation/**/*.json *.cfn.yaml *.cfn.yml
      playbook*.yml playbook*.yaml playbooks/**/*.yml playbooks/**/*.yaml group_vars/** host_vars/** ansible.cfg
      hosts.ini inventory.ini *.nomad vagrantfile cloud-init*.yml cloud-init*.yaml user-data *.arm.json
      """),
    Rule(
      .kubernetes,
      """
      k8s/**/*.yaml k8s/**/*.yml kubernetes/**/*.yaml kubernetes/**/*.yml charts/**/*.yaml charts/**/*.yml
      chart.yaml helm/**/*.yaml helm/**/*.yml helmfile*.yaml values.yaml values-*.yaml values.*.yaml values.yml
      values-*.yml kustomization.yaml kustomization.yml skaffold.yaml
      """),
    Rule(.notebook, "*.ipynb"),
  ]
}
