{{/* What things are called, and by which labels they find each other. */}}

{{- define "carillon.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else if contains .Release.Name $name -}}
{{- $name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* By these a Deployment knows its pods. They can never change: no version among them. */}}
{{- define "carillon.selector" -}}
app.kubernetes.io/name: carillon-bridge
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- with .component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end -}}

{{/* Of pods: nothing that changes when they need not. */}}
{{- define "carillon.podLabels" -}}
{{ include "carillon.selector" . }}
app.kubernetes.io/part-of: carillon
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
{{- end -}}

{{- define "carillon.labels" -}}
{{ include "carillon.podLabels" . }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* Name, namespace and labels of what belongs to a role: (root, component[, name]). */}}
{{- define "carillon.metadata" -}}
name: {{ .name | default (printf "%s-%s" (include "carillon.fullname" .root) .component) }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "carillon.labels" . | nindent 2 }}
{{- end -}}

{{- define "carillon.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}
{{- end -}}
{{- end -}}
{{- end -}}
