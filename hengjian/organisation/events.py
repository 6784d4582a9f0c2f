"""The organisation's events in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "organisation.procuratorate_added": Text("新增单位", "procuratorate added"),
    "organisation.procuratorate_renamed": Text("单位更名", "procuratorate renamed"),
    "organisation.procuratorate_moved": Text("调整单位隶属", "procuratorate moved"),
    "organisation.procuratorate_closed": Text("撤销单位", "procuratorate closed"),
    "organisation.department_added": Text("新增部门", "department added"),
    "organisation.department_changed": Text("变更部门", "department changed"),
    "organisation.department_closed": Text("撤销部门", "department closed"),
    "organisation.post_added": Text("新增岗位", "post added"),
    "organisation.post_changed": Text("变更岗位", "post changed"),
    "organisation.person_added": Text("新增人员", "person added"),
    "organisation.person_changed": Text("变更人员", "person changed"),
    "organisation.person_left": Text("人员离任", "person left"),
    "organisation.person_appointed": Text("任职", "person appointed"),
    "organisation.appointment_ended": Text("任职变更", "appointment's end set"),
    "organisation.imported": Text("导入机构人员", "organisation imported"),
    "organisation.exported": Text("导出机构人员", "organisation exported"),
}
