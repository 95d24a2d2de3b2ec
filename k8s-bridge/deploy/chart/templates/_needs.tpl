{{/*
The Secrets that have to be there before any pod starts, and their keys: YAML { name: [key] }, to be read with fromYaml. What
another program makes of its own (cert-manager, Dapr's store that is no Secret) is not among them.
*/}}
{{- define "carillon.neededSecrets" -}}
{{- $values := .Values -}}
{{- $needed := dict -}}
{{- $isSecret := or (ne $values.secrets.source "dapr") (eq $values.secrets.dapr.store "kubernetes") -}}
{{- if $isSecret -}}
{{- $_ := set $needed $values.secrets.name (include "carillon.neededKeys" . | fromYaml).list -}}
{{- end -}}
{{- range $component := include "carillon.components" . | fromYamlArray -}}
{{- range (include "carillon.certificatesOf" (dict "root" $ "component" $component) | fromYaml).list -}}
{{- $_ := set $needed .secretName (concat (dig .secretName list $needed) (keys .items)) -}}
{{- end -}}
{{- end -}}
{{- with $values.kafka.tls -}}
{{- /* The sidecar and KEDA read them too, where no pod does. */ -}}
{{- if and .enabled .ca.secretName -}}
{{- $_ := set $needed .ca.secretName (concat (dig .ca.secretName list $needed) (list .ca.key)) -}}
{{- end -}}
{{- if and .enabled .client.secretName -}}
{{- $_ := set $needed .client.secretName (concat (dig .client.secretName list $needed) (list .client.certKey .client.keyKey)) -}}
{{- end -}}
{{- end -}}
{{- if and (eq $values.transport "dapr") $values.dapr.apiTokenSecret -}}
{{- $_ := set $needed $values.dapr.apiTokenSecret (list "token") -}}
{{- end -}}
{{- with $values.ingress -}}
{{- if and .enabled (eq .expose "ingress") (not .certificate.enabled) -}}
{{- $_ := set $needed .certificate.secretName (list "tls.crt" "tls.key") -}}
{{- end -}}
{{- end -}}
{{- range $values.imagePullSecrets -}}
{{- $_ := set $needed . (list ".dockerconfigjson") -}}
{{- end -}}
{{- range $name, $keys := $needed -}}
{{- $_ := set $needed $name ($keys | uniq | sortAlpha) -}}
{{- end -}}
{{- toYaml $needed -}}
{{- end -}}

{{/* The keys of the bridge's own secret that these values need, wherever it is: YAML { list: [key] }. */}}
{{- define "carillon.neededKeys" -}}
{{- $keys := list -}}
{{- range $component := include "carillon.components" . | fromYamlArray -}}
{{- range (include "carillon.secretsOf" (dict "root" $ "component" $component) | fromYaml).list -}}
{{- $keys = append $keys .key -}}
{{- end -}}
{{- end -}}
{{- if ne .Values.kafka.sasl.mechanism "none" }}{{ $keys = append $keys "kafka-password" }}{{ end -}}
{{- if .Values.monitoring.edge.enabled }}{{ $keys = append $keys "edge-metrics-token" }}{{ end -}}
{{- if .Values.local.postgres.enabled }}{{ $keys = append $keys "postgres-password" }}{{ end -}}
{{- dict "list" ($keys | uniq | sortAlpha) | toYaml -}}
{{- end -}}

{{/* Everything that runs the image: the roles, the Job, the test. */}}
{{- define "carillon.components" -}}
{{- $names := keys (include "carillon.roles" . | fromYaml) | sortAlpha -}}
{{- if eq .Values.topics.manage "job" }}{{ $names = append $names "topics" }}{{ end -}}
{{- if .Values.tests.enabled }}{{ $names = append $names "verify" }}{{ end -}}
{{- toYaml $names -}}
{{- end -}}

{{/* A Secret that is there and lacks a key keeps its pods from starting without a word: better said before. */}}
{{- define "carillon.secretRefusals" -}}
{{- range $name, $keys := include "carillon.neededSecrets" . | fromYaml -}}
{{- /* What the store of secrets fills may come later; what is not there yet too. */ -}}
{{- $isFilled := and (eq $.Values.secrets.source "external") (eq $name $.Values.secrets.name) -}}
{{- $there := lookup "v1" "Secret" $.Release.Namespace $name -}}
{{- if and $there (not $isFilled) -}}
{{- range $key := $keys -}}
{{- if not (hasKey ($there.data | default dict) $key) -}}
{{- fail (printf "The Secret %s in %s has no key %s, and these values need it: no pod that reads it would start. See docs/settings.md." $name $.Release.Namespace $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
