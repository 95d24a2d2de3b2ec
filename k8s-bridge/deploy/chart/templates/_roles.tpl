{{/*
What is true of each role that is on, whatever the values: YAML to be read with fromYaml.

grace: seconds from the request to end until the pod is killed. It has to be longer than what the role does then:
  preStop 5 (10 where callers have to notice), then
  mirror   a send of 10, the lease given back, HTTP 3;
  notifier a try that has begun: a mail may take 102, a claim holds for 120;
  archiver the batch under way: 25 until a silent PostgreSQL is given up, 3 for partitions that are taken over;
  ingress  calls under way: 8.
reads: the topics, and by them the consumer group carillon-<role>-v1.
partitionsOf: the topic that bounds how many members of the group have anything to do.
isSteady: a Deployment with a number of its own, no autoscaling.
*/}}
{{- define "carillon.roles" -}}
{{- with .Values.mirror -}}
{{- if .enabled }}
mirror: { grace: 30, pause: 5, reads: [], isSteady: true, replicas: {{ .replicas }}, asksEdge: true, publishes: true }
{{- end }}
{{- end }}
{{- with .Values.notifier }}
{{- if .enabled }}
notifier: { grace: 135, pause: 5, reads: [reminders], partitionsOf: reminders, asksEdge: true }
{{- end }}
{{- end }}
{{- with .Values.archiver }}
{{- if .enabled }}
archiver: { grace: 60, pause: 5, reads: [task-events, reminders, notification-events], partitionsOf: task-events }
{{- end }}
{{- end }}
{{- with .Values.ingress }}
{{- if .enabled }}
ingress: { grace: 30, pause: 10, reads: [], isSteady: true, replicas: 1, publishes: true }
{{- end }}
{{- end }}
{{- end -}}

{{/* Where a topic's unreadable records are put: the two that there are. */}}
{{- define "carillon.deadLetterTopic" -}}
{{- if eq . "reminders" }}dlq.reminders{{ else }}dlq.task-events{{ end -}}
{{- end -}}

{{/* `task-events=3,…`, as the program reads it. */}}
{{- define "carillon.partitions" -}}
{{- $pairs := list -}}
{{- range $topic, $count := .Values.topics.partitions -}}
{{- $pairs = append $pairs (printf "%s=%d" $topic (int $count)) -}}
{{- end -}}
{{- join "," $pairs -}}
{{- end -}}

{{/* The Dapr component of a role, and its app id: its consumer group is made of it. */}}
{{- define "carillon.daprApp" -}}
carillon-{{ . }}
{{- end -}}
