"""Words of the printed papers in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "packing list": "Packing list", "waybill": "Waybill", "invoice": "Invoice",
        "receipt": "Receipt", "number": "Number", "date": "Date", "order": "Order",
        "ordered": "Ordered on", "from": "From", "to": "To", "carrier": "Carrier",
        "tracking": "Waybill number", "promised": "Promised until", "item": "Item",
        "name": "Name", "quantity": "Quantity", "weight": "Weight (g)", "price": "Unit price",
        "net": "Amount", "tax": "Tax", "freight": "Freight", "taxed": "Tax {rate} % on {base}",
        "total": "Total", "sum": "Sum without tax", "paid": "Paid", "tax_id": "Tax number",
        "parcels": "Parcels", "gross": "Gross weight", "checked": "Checked by",
        "signed": "Received by, date", "contact": "Contact", "box": "Box",
    },
    "zh-Hans": {
        "packing list": "装箱单", "waybill": "运单", "invoice": "发票", "receipt": "收据",
        "number": "编号", "date": "日期", "order": "订单", "ordered": "下单日期", "from": "发货方",
        "to": "收货方", "carrier": "承运商", "tracking": "运单号", "promised": "承诺送达",
        "item": "物料编码", "name": "名称", "quantity": "数量", "weight": "重量(克)",
        "price": "单价", "net": "金额", "tax": "税率", "freight": "运费",
        "taxed": "税额 {rate}%(计税金额 {base})", "total": "合计", "sum": "不含税金额",
        "paid": "已付款", "tax_id": "税号", "parcels": "包裹", "gross": "毛重", "checked": "复核人",
        "signed": "签收人、日期", "contact": "联系人", "box": "包装",
    },
    "zh-Hant": {
        "packing list": "裝箱單", "waybill": "託運單", "invoice": "發票", "receipt": "收據",
        "number": "編號", "date": "日期", "order": "訂單", "ordered": "下單日期", "from": "寄件方",
        "to": "收件方", "carrier": "物流商", "tracking": "託運單號", "promised": "承諾送達",
        "item": "料號", "name": "品名", "quantity": "數量", "weight": "重量(公克)",
        "price": "單價", "net": "金額", "tax": "稅率", "freight": "運費",
        "taxed": "稅額 {rate}%(應稅金額 {base})", "total": "總計", "sum": "未稅金額",
        "paid": "已付款", "tax_id": "統一編號", "parcels": "包裹", "gross": "毛重",
        "checked": "覆核人", "signed": "簽收人、日期", "contact": "聯絡人", "box": "包材",
    },
}  # fmt: skip
"""By language; the same keys in each."""
