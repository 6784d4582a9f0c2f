# Analysis reports and their edited versions.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('indicators', '0001_runs'),
        ('organisation', '0001_organisation'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnalysisReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('consultation', '会商材料'), ('circular', '通报')], max_length=20)),
                ('period', models.CharField(max_length=20)),
                ('level', models.CharField(max_length=20)),
                ('language', models.CharField(default='zh', max_length=5)),
                ('state', models.CharField(choices=[('making', '编制中'), ('failed', '编制失败'), ('draft', '草稿'), ('checked', '已核对'), ('signed', '已审签')], default='making', max_length=10)),
                ('template_digest', models.CharField(max_length=64)),
                ('contents_digest', models.CharField(max_length=64)),
                ('files', models.JSONField(default=dict)),
                ('numbers_digest', models.CharField(blank=True, max_length=64)),
                ('number_count', models.PositiveIntegerField(default=0)),
                ('notices', models.JSONField(default=list)),
                ('fault_zh', models.TextField(blank=True)),
                ('fault_en', models.TextField(blank=True)),
                ('asked_by', models.CharField(max_length=150)),
                ('asked_at', models.DateTimeField()),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('checked_by', models.CharField(blank=True, max_length=150)),
                ('checked_at', models.DateTimeField(blank=True, null=True)),
                ('signed_by', models.CharField(blank=True, max_length=150)),
                ('signed_at', models.DateTimeField(blank=True, null=True)),
                ('signed_version', models.PositiveIntegerField(blank=True, null=True)),
                ('signing_reason', models.TextField(blank=True)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='analysis_reports', to='indicators.run')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.procuratorate')),
            ],
            options={
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='ReportVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('file_name', models.CharField(max_length=200)),
                ('stored_as', models.CharField(max_length=200)),
                ('digest', models.CharField(max_length=64)),
                ('found', models.JSONField(default=list)),
                ('disagreeing', models.PositiveIntegerField(default=0)),
                ('uploaded_by', models.CharField(max_length=150)),
                ('uploaded_at', models.DateTimeField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='publication.analysisreport')),
            ],
            options={
                'ordering': ('-number',),
            },
        ),
        migrations.AddIndex(
            model_name='analysisreport',
            index=models.Index(fields=['unit', 'period'], name='report_of_place'),
        ),
        migrations.AddConstraint(
            model_name='analysisreport',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['making', 'failed']), models.Q(models.Q(('numbers_digest', ''), _negated=True), ('made_at__isnull', False)), _connector='OR'), name='analysis_report_made_has_files'),
        ),
        migrations.AddConstraint(
            model_name='analysisreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_at__isnull', True), ('checked_by', '')), models.Q(models.Q(('checked_by', ''), _negated=True), ('checked_at__isnull', False)), _connector='OR'), name='analysis_report_checked_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='analysisreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', True), ('signed_by', '')), models.Q(models.Q(('signed_by', ''), _negated=True), ('signed_at__isnull', False)), _connector='OR'), name='analysis_report_signed_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='analysisreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'signed'), _negated=True), models.Q(('signed_by', ''), _negated=True), _connector='OR'), name='analysis_report_signed_when_signed'),
        ),
        migrations.AddConstraint(
            model_name='reportversion',
            constraint=models.UniqueConstraint(fields=('report', 'number'), name='report_version_once'),
        ),
    ]
