{{/* What the schema cannot see: values that are right each for itself and wrong together. */}}
{{- define "carillon.refusals" -}}
{{- $values := .Values -}}
{{- range $name, $role := include "carillon.roles" . | fromYaml -}}
{{- if $role.partitionsOf -}}
{{- $partitions := int (index $values.topics.partitions $role.partitionsOf) -}}
{{- $scaling := (index $values $name).autoscaling -}}
{{- if gt (int $scaling.maxReplicas) $partitions -}}
{{- fail (printf "%s.autoscaling.maxReplicas is %d, and %s has %d partitions: a member more would get none. Lower it, or raise topics.partitions.%s." $name (int $scaling.maxReplicas) $role.partitionsOf $partitions $role.partitionsOf) -}}
{{- end -}}
{{- if gt (int $scaling.minReplicas) (int $scaling.maxReplicas) -}}
{{- fail (printf "%s.autoscaling.minReplicas is above its maxReplicas." $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if not (include "carillon.roles" . | fromYaml) -}}
{{- fail "No role is enabled: nothing would run." -}}
{{- end -}}
{{- range $name, $value := $values.env -}}
{{- if regexMatch "(PASSWORD|TOKEN|SECRET|DATABASE_URL|SMTP_URL)$" $name -}}
{{- fail (printf "env.%s is a secret: it belongs in the Secret %s, see secrets in values.yaml." $name $values.secrets.name) -}}
{{- end -}}
{{- if has $name (list "ROLES" "PORT" "TRANSPORT" "CREATE_TOPICS") -}}
{{- fail (printf "env.%s is set by the chart." $name) -}}
{{- end -}}
{{- end -}}
{{- with $values.notifier -}}
{{- if and .enabled (not .email.enabled) (not .webhooks.enabled) -}}
{{- fail "notifier has nothing to send by: enable notifier.email or notifier.webhooks, or switch notifier.enabled off." -}}
{{- end -}}
{{- end -}}
{{- if and (ne $values.kafka.sasl.mechanism "none") (not $values.kafka.sasl.username) -}}
{{- fail (printf "kafka.sasl.mechanism is %s: kafka.sasl.username is missing." $values.kafka.sasl.mechanism) -}}
{{- end -}}
{{- if and (not $values.kafka.tls.enabled) (or $values.kafka.tls.ca.secretName $values.kafka.tls.client.secretName) -}}
{{- fail "kafka.tls names certificates, and kafka.tls.enabled is false: connections would not be encrypted." -}}
{{- end -}}
{{- if and (eq $values.secrets.source "dapr") (ne $values.transport "dapr") -}}
{{- fail "secrets.source is dapr: that needs transport: dapr, as there is no sidecar otherwise." -}}
{{- end -}}
{{- if and $values.keda.enabled (eq $values.secrets.source "dapr") (ne $values.secrets.dapr.store "kubernetes") (ne $values.kafka.sasl.mechanism "none") -}}
{{- fail "KEDA reads kafka-password from a Secret: with secrets.dapr.store other than kubernetes set keda.enabled: false." -}}
{{- end -}}
{{- if and (eq $values.topics.manage "job") (eq $values.secrets.source "dapr") (ne $values.secrets.dapr.store "kubernetes") (ne $values.kafka.sasl.mechanism "none") -}}
{{- fail "The Job of the topics has no sidecar to read kafka-password through: set topics.manage to strimzi or none." -}}
{{- end -}}
{{- if and $values.tests.enabled (eq $values.secrets.source "dapr") (ne $values.secrets.dapr.store "kubernetes") -}}
{{- fail "The pod of helm test has no sidecar to read carillon-token through: with secrets.dapr.store other than kubernetes set tests.enabled: false." -}}
{{- end -}}
{{- if and $values.ingress.enabled (eq $values.ingress.expose "none") $values.ingress.certificate.enabled -}}
{{- fail "ingress.certificate is for an Ingress or a Gateway, and ingress.expose is none." -}}
{{- end -}}
{{- if and $values.ingress.enabled (eq $values.ingress.expose "gateway") $values.networkPolicy.enabled (toYaml $values.networkPolicy.ingressController.from | contains "ingress-nginx") -}}
{{- fail "ingress.expose is gateway, and networkPolicy.ingressController.from lets in ingress-nginx: name the namespace of the Gateway there." -}}
{{- end -}}
{{- if and $values.monitoring.rules.enabled (not $values.monitoring.monitors.enabled) -}}
{{- fail "monitoring.rules misses the roles whose numbers nobody reads, and would never keep quiet: enable monitoring.monitors too." -}}
{{- end -}}
{{- if $values.networkPolicy.enabled }}{{ include "carillon.portRefusals" . }}{{ end -}}
{{- include "carillon.secretRefusals" . -}}
{{- end -}}
