{{/*
Which secrets a role reads: YAML { list: [{ variable, key }] }, to be read with fromYaml. A role gets its own and no other.
*/}}
{{- define "carillon.secretsOf" -}}
{{- $values := .root.Values -}}
{{- $list := list -}}
{{- if has .component (list "mirror" "notifier" "verify") -}}
{{- $list = append $list (dict "variable" "CARILLON_TOKEN" "key" "carillon-token") -}}
{{- end -}}
{{- $speaksKafka := or (eq $values.transport "kafka") (has .component (list "topics" "verify")) -}}
{{- if and $speaksKafka (ne $values.kafka.sasl.mechanism "none") -}}
{{- $list = append $list (dict "variable" "KAFKA_PASSWORD" "key" "kafka-password") -}}
{{- end -}}
{{- if eq .component "archiver" -}}
{{- $list = append $list (dict "variable" "DATABASE_URL" "key" "database-url") -}}
{{- if $values.archiver.audit.enabled -}}
{{- $list = append $list (dict "variable" "AUDIT_TOKEN" "key" "audit-token") -}}
{{- end -}}
{{- end -}}
{{- if and (eq .component "notifier") $values.notifier.email.enabled $values.notifier.email.username -}}
{{- $list = append $list (dict "variable" "SMTP_PASSWORD" "key" "smtp-password") -}}
{{- end -}}
{{- if eq .component "ingress" -}}
{{- $list = append $list (dict "variable" "INGRESS_PASSWORD" "key" "ingress-password") -}}
{{- end -}}
{{- dict "list" $list | toYaml -}}
{{- end -}}

{{/* Whether a pod asks Dapr for its secrets. The Job and the test have no sidecar: they have the Secret. */}}
{{- define "carillon.asksDapr" -}}
{{- if and (eq .root.Values.secrets.source "dapr") (not (has .component (list "topics" "verify"))) }}true{{ end -}}
{{- end -}}

{{/* Whether the token of the service account is there: Dapr's own store of Kubernetes reads Secrets with it. */}}
{{- define "carillon.mountsToken" -}}
{{- if and (include "carillon.asksDapr" .) (eq .root.Values.secrets.dapr.store "kubernetes") }}true{{ end -}}
{{- end -}}

{{/* Certificates that a role reads as files: YAML { list: [{ name, secretName, items }] }. Mounted at /run/carillon/<name>. */}}
{{- define "carillon.certificatesOf" -}}
{{- $values := .root.Values -}}
{{- $list := list -}}
{{- $speaksKafka := or (eq $values.transport "kafka") (has .component (list "topics" "verify")) -}}
{{- if and $speaksKafka $values.kafka.tls.enabled -}}
{{- with $values.kafka.tls.ca -}}
{{- if .secretName -}}
{{- $list = append $list (dict "name" "kafka-ca" "secretName" .secretName "items" (dict .key "ca.crt")) -}}
{{- end -}}
{{- end -}}
{{- with $values.kafka.tls.client -}}
{{- if .secretName -}}
{{- $list = append $list (dict "name" "kafka-client" "secretName" .secretName "items" (dict .certKey "tls.crt" .keyKey "tls.key")) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $authorities := dict -}}
{{- if eq .component "archiver" -}}
{{- $authorities = dict "database-ca" $values.archiver.databaseCa -}}
{{- else if eq .component "notifier" -}}
{{- $authorities = dict "smtp-ca" $values.notifier.email.ca "webhook-ca" $values.notifier.webhooks.ca -}}
{{- end -}}
{{- range $name, $ca := $authorities -}}
{{- if $ca.secretName -}}
{{- $list = append $list (dict "name" $name "secretName" $ca.secretName "items" (dict $ca.key "ca.crt")) -}}
{{- end -}}
{{- end -}}
{{- if and (eq $values.transport "dapr") (has .component (list "notifier" "archiver")) -}}
{{- $list = append $list (dict "name" "dapr-app-token" "secretName" $values.dapr.appTokenSecret "items" (dict "token" "token")) -}}
{{- end -}}
{{- dict "list" $list | toYaml -}}
{{- end -}}

{{- define "carillon.volumes" -}}
{{- $secrets := (include "carillon.secretsOf" . | fromYaml).list -}}
{{- if and $secrets (not (include "carillon.asksDapr" .)) }}
- name: secrets
  secret:
    secretName: {{ .root.Values.secrets.name }}
    defaultMode: 0440
    items:
      {{- range $secrets }}
      - { key: {{ .key }}, path: {{ .key }} }
      {{- end }}
{{- end }}
{{- range (include "carillon.certificatesOf" . | fromYaml).list }}
- name: {{ .name }}
  secret:
    secretName: {{ .secretName }}
    defaultMode: 0440
    items:
      {{- range $key, $path := .items }}
      - { key: {{ $key }}, path: {{ $path }} }
      {{- end }}
{{- end }}
{{- end -}}

{{- define "carillon.volumeMounts" -}}
{{- $secrets := (include "carillon.secretsOf" . | fromYaml).list -}}
{{- if and $secrets (not (include "carillon.asksDapr" .)) }}
- { name: secrets, mountPath: /run/carillon/secrets, readOnly: true }
{{- end }}
{{- range (include "carillon.certificatesOf" . | fromYaml).list }}
- { name: {{ .name }}, mountPath: /run/carillon/{{ .name }}, readOnly: true }
{{- end }}
{{- end -}}
